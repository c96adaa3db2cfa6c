import type { Failure } from "./preview";

/** Shorter ones would take every `1` and `a` out of a message, and protect nothing. */
const shortest = 3;
/** A line of a key or certificate, which a message may show without the others. */
const shortestLine = 8;

/** A failure whose message shows no secret, as it is, as JSON writes it, or a line of it. */
export function redacted(failure: Failure, secrets: readonly string[]): Failure {
  const forms = secrets.flatMap((secret) => {
    const lines = secret.split(/\r?\n/).filter((line) => line.length >= shortestLine);
    return [secret, secret.trim(), JSON.stringify(secret).slice(1, -1), ...lines];
  });
  const longestFirst = [...new Set(forms)]
    .filter((form) => form.length >= shortest)
    .sort((one, other) => other.length - one.length);
  const message = longestFirst.reduce((text, form) => text.replaceAll(form, "[secret]"), failure.message);
  return { ...failure, message };
}
