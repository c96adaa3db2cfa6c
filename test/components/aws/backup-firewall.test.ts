import { BackupFirewall } from "../../../components/aws/backup-firewall";
import type { BackupFirewallArgs } from "../../../components/aws/backup-firewall";
import { refusal } from "../recorder";
import type { Seen } from "../recorder";
import { declaration, draining, here, network, receiving, virginia } from "./backup-center";
import { changes, shown } from "./shown";

function build(seen: Seen, change: Partial<BackupFirewallArgs> = {}): BackupFirewall {
  return new BackupFirewall(
    "backup",
    {
      ...here,
      center: receiving,
      firewallName: "us-backup",
      network: network(),
      host: "ns.compat.objectstorage.us-ashburn-1.oraclecloud.com",
      logBucketName: "acme-evidence",
      ...change,
    },
    { ...seen, provider: virginia() },
  );
}

const tags = { "data-class": "us-user", owner: "data-platform" };

it("drops everything but TLS to the one host, and keeps alerts and flows", async () => {
  expect(await shown(build, "virginia")).toEqual({
    "stateside:aws:BackupFirewall backup": {
      ...declaration,
    },
    "aws:networkfirewall/ruleGroup:RuleGroup backup-inspected": {
      capacity: 20,
      name: "us-backup-inspected",
      ruleGroup: {
        rulesSource: {
          statelessRulesAndCustomActions: {
            statelessRules: [
              {
                priority: 1,
                ruleDefinition: {
                  actions: ["aws:forward_to_sfe"],
                  matchAttributes: {
                    destinationPorts: [
                      {
                        fromPort: 443,
                        toPort: 443,
                      },
                    ],
                    destinations: [
                      {
                        addressDefinition: "0.0.0.0/0",
                      },
                    ],
                    protocols: [6],
                    sources: [
                      {
                        addressDefinition: "10.30.0.0/26",
                      },
                    ],
                  },
                },
              },
              {
                priority: 2,
                ruleDefinition: {
                  actions: ["aws:forward_to_sfe"],
                  matchAttributes: {
                    destinations: [
                      {
                        addressDefinition: "10.30.0.0/26",
                      },
                    ],
                    protocols: [6],
                    sourcePorts: [
                      {
                        fromPort: 443,
                        toPort: 443,
                      },
                    ],
                    sources: [
                      {
                        addressDefinition: "0.0.0.0/0",
                      },
                    ],
                  },
                },
              },
              {
                priority: 3,
                ruleDefinition: {
                  actions: ["aws:forward_to_sfe"],
                  matchAttributes: {
                    destinations: [
                      {
                        addressDefinition: "10.30.0.0/26",
                      },
                    ],
                    protocols: [1],
                    sources: [
                      {
                        addressDefinition: "0.0.0.0/0",
                      },
                    ],
                  },
                },
              },
            ],
          },
        },
      },
      tags: tags,
      type: "STATELESS",
    },
    "aws:networkfirewall/ruleGroup:RuleGroup backup-passed": {
      capacity: 50,
      name: "us-backup-passed",
      ruleGroup: {
        rulesSource: {
          rulesString:
            'pass tls 10.30.0.0/26 any -> any 443 (msg:"to the storage of the primary"; flow:to_server,established; tls.sni; content:"ns.compat.objectstorage.us-ashburn-1.oraclecloud.com"; startswith; endswith; nocase; sid:1; rev:1;)\npass icmp any any -> 10.30.0.0/26 any (msg:"a packet is too big"; itype:3; icode:4; sid:2; rev:1;)\ndrop icmp any any -> any any (msg:"other messages of routers"; sid:3; rev:1;)\ndrop tcp any any -> 10.30.0.0/26 any (msg:"connections to the courier"; flow:to_server; sid:4; rev:1;)',
        },
        statefulRuleOptions: {
          ruleOrder: "STRICT_ORDER",
        },
      },
      tags: tags,
      type: "STATEFUL",
    },
    "aws:networkfirewall/firewallPolicy:FirewallPolicy backup": {
      firewallPolicy: {
        statefulDefaultActions: ["aws:drop_established", "aws:alert_established"],
        statefulEngineOptions: {
          ruleOrder: "STRICT_ORDER",
          streamExceptionPolicy: "DROP",
        },
        statefulRuleGroupReferences: [
          {
            priority: 1,
            resourceArn: "arn:aws:network-firewall:us-east-1:111122223333:rulegroup/backup-passed",
          },
        ],
        statelessDefaultActions: ["aws:drop"],
        statelessFragmentDefaultActions: ["aws:drop"],
        statelessRuleGroupReferences: [
          {
            priority: 1,
            resourceArn: "arn:aws:network-firewall:us-east-1:111122223333:rulegroup/backup-inspected",
          },
        ],
      },
      name: "us-backup",
      tags: tags,
    },
    "aws:networkfirewall/firewall:Firewall backup": {
      deleteProtection: true,
      firewallPolicyArn: "arn:aws:network-firewall:us-east-1:111122223333:firewall-policy/backup",
      firewallPolicyChangeProtection: true,
      name: "us-backup",
      subnetChangeProtection: true,
      subnetMappings: [
        {
          ipAddressType: "IPV4",
          subnetId: "subnet-firewall",
        },
      ],
      tags: tags,
      vpcId: "vpc-backup",
      protect: true,
    },
    "aws:networkfirewall/loggingConfiguration:LoggingConfiguration backup": {
      firewallArn: "arn:aws:network-firewall:us-east-1:111122223333:firewall/backup",
      loggingConfiguration: {
        logDestinationConfigs: [
          {
            logDestination: {
              bucketName: "acme-evidence",
            },
            logDestinationType: "S3",
            logType: "ALERT",
          },
          {
            logDestination: {
              bucketName: "acme-evidence",
            },
            logDestinationType: "S3",
            logType: "FLOW",
          },
        ],
      },
    },
  });
});

it("can be deleted next while the center drains", async () => {
  const usual = await shown(build, "virginia");
  const now = await shown((seen) => build(seen, { center: draining }), "virginia");
  expect(Object.keys(usual).filter((of) => !Object.hasOwn(now, of))).toEqual([]);
  expect(changes(usual, now)).toEqual({
    "aws:networkfirewall/firewall:Firewall backup": {
      deleteProtection: false,
      firewallPolicyArn: "arn:aws:network-firewall:us-east-1:111122223333:firewall-policy/backup",
      firewallPolicyChangeProtection: false,
      name: "us-backup",
      subnetChangeProtection: false,
      subnetMappings: [
        {
          ipAddressType: "IPV4",
          subnetId: "subnet-firewall",
        },
      ],
      tags: tags,
      vpcId: "vpc-backup",
    },
  });
});

it.each<[Partial<BackupFirewallArgs>, string]>([
  [
    { firewallName: "-" },
    "backup firewall `backup`: `firewallName` is `-`; use 3 to 40 small letters, digits and hyphens, a letter first, no two hyphens in a row and none last",
  ],
  [
    { host: "https://example.com" },
    "backup firewall `backup`: `host` is `https://example.com`; use a host name in small letters, such as `www.example.com`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
