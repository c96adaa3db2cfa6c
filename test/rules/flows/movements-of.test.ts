import type { Resource } from "../../../policies/residency/estate";
import { Unknown } from "../../../policies/residency/values";
import { movementsOf } from "../../../policies/rules/flows/movements-of";
import { estate } from "../../support/estates";
import { aws, bucketIn, flowTerms, ireland, output, virginia } from "../../support/flows";

const copies = (...targets: readonly unknown[]) => ({
  replicationConfiguration: {
    rules: targets.map((bucket) => ({ status: "Enabled", destination: { bucket } })),
  },
});
const dublin = bucketIn(ireland, "dublin", { tags: { "data-class": "operational" } });
const copy = bucketIn(virginia, "copy");

function told(...resources: readonly Resource[]) {
  return movementsOf(estate(...resources), flowTerms()).map(({ hop, classes }) => [
    hop.kind,
    hop.to?.split("::").at(-1),
    hop.place,
    classes.join("+"),
  ]);
}

describe("the movements that are told", () => {
  it("have where they end, and the classes that they carry, sorted", () => {
    const orders = bucketIn(virginia, "orders", copies(output(dublin), output(copy), "arn:aws:s3:::somebody"));
    expect(told(orders, copy, dublin)).toEqual([
      ["replication", "dublin", "aws:eu-west-1", "us-user"],
      ["replication", "copy", "aws:us-east-1", "us-user"],
      ["replication", undefined, undefined, "us-user"],
    ]);
  });

  it("end where the strictest class may not be", () => {
    const label = { tags: { "data-class": "operational" } };
    const orders = bucketIn(virginia, "orders", copies(output(copy)));
    const both = { ...copy, inputs: bucketIn(virginia, "copy", { ...label, ...copies(output(dublin)) }).inputs };
    expect(told(orders, both, dublin)).toEqual([
      ["replication", "copy", "aws:us-east-1", "us-user"],
      ["replication", "dublin", "aws:eu-west-1", "operational+us-user"],
    ]);
  });

  it("leave out what carries nothing, and what is only a way from one to another", () => {
    const role = aws("iam/role:Role", "role");
    const worker = aws("lambda/function:Function", "worker", { role: output(role) });
    expect(told(role, worker)).toEqual([]);
  });

  it("have no place where it isn't known", () => {
    const orders = bucketIn(virginia, "orders", copies(new Unknown("not-yet-known")));
    expect(told(orders)).toEqual([["replication", undefined, undefined, "us-user"]]);
  });
});
