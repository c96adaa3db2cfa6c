import type { Result } from "../judge/result";
import { xmlDocument } from "./junit/xml";
import { suitesOf, totals } from "./junit/suites";
import type { Look } from "./pen";

/**
 * JUnit XML as Jenkins and GitLab read it: a suite for each stack, and in it a test case for each rule. One with findings that
 * count fails, once, as GitLab reads one failure of a case; one that wasn't judged is skipped; what doesn't stop anybody is
 * output of a case that passes. Nothing is timed: every time is 0.
 */
export function renderJunit(result: Result, look: Look): string {
  const suites = suitesOf(result, look);
  const { tests, failures, errors } = totals(suites.flatMap(({ cases }) => cases));
  return xmlDocument("testsuites", {
    "@name": "stateside",
    "@tests": tests,
    "@failures": failures,
    "@errors": errors,
    "@time": 0,
    testsuite: suites.map(({ element }) => element),
  });
}
