import * as pulumi from "@pulumi/pulumi";

/** What the SDK of a package beside the clouds declares. */
class Database extends pulumi.CustomResource {
  constructor(name: string, args: { region: string; comment: string }) {
    super("warehouse:index/database:Database", name, args);
  }
}

new Database("events", { region: "eu-central-1", comment: "what users do" });
