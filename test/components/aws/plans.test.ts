import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { planFirewall } from "../../../components/aws/backup-firewall-plan";
import { planBackupNetwork } from "../../../components/aws/backup-network-plan";
import { planLogDays, planVault } from "../../../components/aws/backup-plan";
import { backupBlock, logRetentions } from "../../../components/aws/checks";
import type { LiveCenter } from "../../../components/phases";
import { lifecycleLag } from "../../../components/phases";

const date = (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10);
/** A center that drains for so many days. */
const drains = (days: number): LiveCenter => ({
  name: "virginia",
  phase: "draining",
  phaseSince: date(20_000),
  until: date(20_000 + days),
});
const receiving: LiveCenter = { name: "virginia", phase: "backup-only" };
const ofVault = { backupDays: 35, lockGraceDays: undefined, keyDeletionDays: 30 };

describe("a vault's plan", () => {
  it("ends the last recovery point and the key's window before the center ends, or is refused", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 400 }), fc.integer({ min: 1, max: 400 }), (days, backupDays) => {
        const plan = () => planVault(drains(days), { ...ofVault, backupDays });
        const longest = days - lifecycleLag;
        if (backupDays > longest || longest < 7) expect(plan).toThrow("outlives `until`");
        else {
          expect(plan()).toEqual({ takesNew: false, backupDays, lock: "none", keyDeletionDays: 7, protect: false });
        }
      }),
    );
  });

  it("takes new recovery points, locked, while the center receives", () => {
    expect(planVault(receiving, ofVault)).toEqual({
      takesNew: true,
      backupDays: 35,
      lock: "locked",
      keyDeletionDays: 30,
      protect: true,
    });
    expect(planVault(receiving, { ...ofVault, lockGraceDays: 3 }).lock).toBe("sealed");
  });

  it("isn't sealed for longer than a center lasts whose end is known", () => {
    const ends: LiveCenter = { ...receiving, phaseSince: date(20_000), until: date(20_030) };
    expect(() => planVault(ends, { ...ofVault, lockGraceDays: 3 })).toThrow("can't be shortened");
    expect(planVault(ends, ofVault).lock).toBe("locked");
  });
});

describe("a log's plan", () => {
  it("keeps entries as long as its team says, and in draining no longer than the center lasts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 500 }), fc.constantFrom(...logRetentions), (days, asked) => {
        expect(planLogDays(receiving, asked)).toBe(asked);
        const kept = planLogDays(drains(days), asked);
        expect(logRetentions).toContain(kept);
        expect(kept).toBeLessThanOrEqual(Math.min(asked, days - lifecycleLag));
        const longer = logRetentions.filter((one) => one > kept && one <= asked);
        expect(longer.filter((one) => one <= days - lifecycleLag)).toEqual([]);
      }),
    );
  });
});

describe("a network's plan", () => {
  const blocks = fc
    .record({ second: fc.nat(255), third: fc.nat(255), fourth: fc.nat(255), bits: fc.integer({ min: 22, max: 26 }) })
    .map(({ second, third, fourth, bits }) => {
      const first = ipaddr.IPv4.networkAddressFromCIDR(`10.${second}.${third}.${fourth}/${bits}`);
      return `${first.toString()}/${bits}`;
    });

  it("has each subnet in the block, as large as a subnet may be, and none with an address of another", () => {
    fc.assert(
      fc.property(blocks, (block) => {
        expect(backupBlock.accepts(block)).toBe(true);
        const { cidr, courier, firewall, endpoints } = planBackupNetwork(block);
        expect(cidr).toBe(block);
        const [whole, bits] = ipaddr.IPv4.parseCIDR(block);
        const subnets = [courier, firewall, endpoints].map((each) => ipaddr.IPv4.parseCIDR(each));
        for (const [place, [first, own]] of subnets.entries()) {
          expect(own).toBe(bits + 2);
          expect(own).toBeLessThanOrEqual(28);
          expect(first.match(whole, bits)).toBe(true);
          const others = subnets.filter((_, other) => other !== place);
          expect(others.filter(([other]) => other.match(first, own))).toEqual([]);
        }
      }),
    );
  });

  it("gives the courier the first quarter, which the primary is told", () => {
    expect(planBackupNetwork("10.30.0.0/24")).toEqual({
      cidr: "10.30.0.0/24",
      courier: "10.30.0.0/26",
      firewall: "10.30.0.64/26",
      endpoints: "10.30.0.128/26",
    });
  });
});

describe("a firewall's plan", () => {
  const { inspected, rules } = planFirewall("10.30.0.0/26", "ns.compat.objectstorage.us-ashburn-1.oraclecloud.com");
  const lines = rules.split("\n");

  it("hands on only what the courier's connections to port 443 are made of, and messages of routers to it", () => {
    const courier = "10.30.0.0/26";
    expect(inspected).toEqual([
      { protocol: 6, source: courier, destination: "0.0.0.0/0", destinationPort: 443 },
      { protocol: 6, source: "0.0.0.0/0", destination: courier, sourcePort: 443 },
      { protocol: 1, source: "0.0.0.0/0", destination: courier },
    ]);
  });

  it("passes TLS to the one host, by its whole name, and one message of routers", () => {
    expect(lines.filter((line) => line.startsWith("pass"))).toEqual([
      'pass tls 10.30.0.0/26 any -> any 443 (msg:"to the storage of the primary"; flow:to_server,established; tls.sni; ' +
        'content:"ns.compat.objectstorage.us-ashburn-1.oraclecloud.com"; startswith; endswith; nocase; sid:1; rev:1;)',
      'pass icmp any any -> 10.30.0.0/26 any (msg:"a packet is too big"; itype:3; icode:4; sid:2; rev:1;)',
    ]);
  });

  it("drops other messages, and connections that begin elsewhere, after what is passed", () => {
    expect(lines.slice(2).map((line) => line.split(" (")[0])).toEqual([
      "drop icmp any any -> any any",
      "drop tcp any any -> 10.30.0.0/26 any",
    ]);
  });

  it("has a number of its own for each rule", () => {
    const numbers = lines.map((line) => /sid:(\d+)/.exec(line)?.[1]);
    expect(numbers).toEqual(["1", "2", "3", "4"]);
  });
});
