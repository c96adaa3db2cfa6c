"use strict";
const { PolicyPack } = require("@pulumi/policy");
const { Config, getOrganization, getProject, getStack } = require("@pulumi/pulumi");
const { isDryRun } = require("@pulumi/pulumi/runtime");

new PolicyPack("told-its-stack", {
  policies: [
    {
      name: "says",
      description: "says what it was told",
      enforcementLevel: "advisory",
      validateStack: (_, reportViolation) => {
        const told = [
          getOrganization(),
          getProject(),
          getStack(),
          isDryRun(),
          new Config("ignored-region").get("region"),
        ];
        reportViolation(told.join(" "));
      },
    },
  ],
});
