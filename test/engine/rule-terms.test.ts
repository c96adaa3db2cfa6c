import { needsAnother } from "./provider/constraints";
import { parseTerms } from "./provider/rule-terms";
import { hold, type Other } from "./provider/rule-values";
import { unknown, type Inputs } from "./provider/validation";

const others: readonly Other[] = [
  { type: "oci:Core/vcn:Vcn", id: "v", region: "us-ashburn-1", properties: { cidrBlocks: ["10.0.0.0/16"] } },
  { type: "oci:Core/subnet:Subnet", id: "s", region: "us-ashburn-1", properties: { vcnId: "v", name: "inside" } },
  { type: "oci:Core/drg:Drg", id: "d", region: "us-phoenix-1", properties: { name: "hub" } },
  { type: "oci:Identity/tag:Tag", id: "t", region: "", properties: { name: "owner", tagNamespaceId: "n" } },
  { type: "oci:Identity/tagNamespace:TagNamespace", id: "n", region: "", properties: { name: "stateside" } },
];
const inputs: Inputs = {
  cidr: "10.0.1.0/24",
  odd: "10.0.1.7/24",
  port: 22,
  vcnId: "v",
  drg: "hub",
  later: unknown,
  empty: [],
  text: '{"Statement":[{"Effect":"Deny"}]}',
  names: ["a", "bb"],
  rules: [
    { port: 22, source: "10.0.0.0/8" },
    { port: 443, source: unknown },
  ],
  tags: { "stateside.owner": "x" },
};
const holds = (text: string) => hold(parseTerms(text), inputs, "us-ashburn-1", others);

describe("a rule's terms", () => {
  it.each([
    "port",
    "!missing",
    "!empty",
    "port = 22",
    "port = 80|22",
    "port != 80|443",
    "port < 23",
    "port > 21",
    "$region = us-ashburn-1",
    "names[] = bb",
    "names[] != bb",
    "!names[] = c",
    "#names > 1",
    "#names[] > 1",
    "names[] ~ [a-z]",
    "names[] !~ [a-z]",
    "cidr within 10.0.0.0/8|172.16.0.0/12",
    "cidr !within 192.168.0.0/16",
    "vcnId !within 0.0.0.0/0",
    "cidr overlaps 10.0.1.128/25",
    "cidr overlaps 10.0.0.0/8",
    "/cidr > 23",
    "cidr is cidr",
    "odd !is cidr",
    "text is json",
    "text.$json.Statement[].Effect = Deny",
    "rules[]{port = 22 & source}",
    "!rules[]{port = 22 & !source}",
    "rules[]{port = 22}.source = 10.0.0.0/8",
    "rules[]{port = @^port}",
    "names[]{. = bb}",
    "names[]{!*Subnet{name = @^.}}",
    "cidr within @vcnId>Vcn.cidrBlocks[]",
    "vcnId>Vcn.id = v",
    "vcnId>Vcn",
    "vcnId@$region>Vcn",
    "*Subnet{vcnId = @^vcnId}",
    "*Core/Subnet{vcnId = @^vcnId}.name = inside",
    "!*Subnet{vcnId = @^cidr}",
    "*Vcn{$region = @^$region}",
    "tags.$entries.key = stateside.owner",
    "tags.$entries{key = stateside.owner}.value = x",
    "+names[] = 2",
    "+*Subnet{vcnId = @^vcnId} < 2",
    "*Tag{^tags.$entries.key = ${tagNamespaceId>TagNamespace.name}.${name}}",
  ])("`%s` holds", (text) => {
    expect(holds(text)).toBe(true);
    expect(holds(`!${text}`)).toBe(false);
  });

  it.each([
    "missing",
    "empty",
    "port = 23",
    "port != 22",
    "missing != 22",
    "port != @missing",
    "names[] = c",
    "names[] ~ [b-z]",
    "cidr within 10.0.1.0/25",
    "cidr within @missing",
    "cidr !within @missing",
    "cidr overlaps 10.0.2.0/24",
    "odd is cidr",
    "rules[]{port = 22 & source = 0.0.0.0/0}",
    "drg@$region>Drg",
    "vcnId>Subnet",
    "*Identity/Subnet",
    "tags.$entries.key = owner",
    "port & missing",
  ])("`%s` does not", (text) => {
    expect(holds(text)).toBe(false);
  });

  it.each([
    "later",
    "later = 22",
    "later != 22",
    "later.inner",
    "later[]{port = 22}",
    "port = @later",
    "port != @later",
    "later>Vcn",
    "drg@later>Drg",
    "*Subnet{vcnId = @^later}",
    "rules[]{port = 443 & source = 0.0.0.0/0}",
    "cidr within @later",
    "port = ${later}2",
    "+*Subnet{vcnId = @^later} < 2",
  ])("`%s` is open, and so is its opposite", (text) => {
    expect([holds(text), holds(`!${text}`)]).toEqual([false, false]);
  });

  it.each(["a =", "a like b", "a ~ (a+)+", "rules[]{a", "", "a%b", "a~b"])("`%s` is no term", (text) => {
    expect(() => parseTerms(text)).toThrow("unknown term");
  });

  it.each([
    ["!*Subnet{vcnId = @^vcnId}", true],
    ["names[]{!*Subnet{name = @^.}}", true],
    ["*Subnet{!vcnId}", false],
    ["!names[]{. = a}", false],
    ["vcnId>Vcn", false],
  ])("`%s` needs another resource: %s", (text, needed) => {
    expect(needsAnother({ refusedWhen: parseTerms(text) })).toBe(needed);
  });
});
