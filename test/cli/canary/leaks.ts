/** How every canary begins: no word of any language, in no base64 of anything else here. */
export const canary = "qzxkvj";

/** Places that are secret wherever the fixtures name them, by id and by the words that a report would have for them. */
const secretPlaces =
  /eu-west-3|paris|sa-east-1|s[aã]o paulo|brazil|ap-northeast-3|osaka|japan|europe-west9|france|eu-zurich-1|zurich,|switzerland|us-west-1|california,/gi;

/** Every form of a canary, or of a secret place, that a text holds; where it does, with what is around it. */
export function leaks(text: string): string[] {
  const plain = decoded(text);
  const forms = [canary, reversed(canary), Buffer.from(canary).toString("hex"), ...base64Forms(canary)];
  return [
    ...forms.flatMap((form) => around(plain, new RegExp(form, "gi"))),
    ...around(plain, secretPlaces),
    // What ciphertext of Pulumi's passphrase provider begins with.
    ...around(plain, /v1:[A-Za-z0-9+/]{8}/g),
  ];
}

/** Without what JSON, URLs, XML and HTML write a letter as. */
function decoded(text: string): string {
  return text
    .replace(/\\u00([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/&#x([0-9a-f]{2});/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/&?#(\d{2,3});/g, (_, code: string) => String.fromCharCode(Number(code)));
}

function reversed(text: string): string {
  return Array.from(text).reverse().join("");
}

/** What stays of a text in base64 wherever in other bytes it begins. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((before) =>
    Buffer.from(" ".repeat(before) + text)
      .toString("base64")
      .slice(Math.ceil((before * 8) / 6), Math.floor(((before + text.length) * 8) / 6)),
  );
}

function around(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].slice(0, 3).map(({ index, 0: found }) => {
    return text.slice(Math.max(0, index - 60), index + found.length + 60);
  });
}
