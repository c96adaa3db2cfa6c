import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { builtInAnswer } from "../../../doors/program/invokes";
import { Declarations } from "../../engine/provider/declarations";
import { outputsOf } from "../../engine/provider/outputs";
import { lookUp } from "../../support/lookups";

type Answer = Readonly<Record<string, unknown>>;

/**
 * The answer to a lookup: what the test says (STATESIDE_LOOKUPS, by token), else the embedded engine's own, so that what is
 * compared is which arguments and which provider's region each engine asks with; else what the simulated clouds say.
 * @throws Error for a lookup of an SDK that isn't here
 */
export function answerOf(token: string, args: Struct, region: string | undefined): Answer {
  const told = JSON.parse(process.env["STATESIDE_LOOKUPS"] ?? "{}") as Readonly<Record<string, Answer>>;
  return told[token] ?? builtInAnswer(token, args, region) ?? cloudsAnswer(token, args, region);
}

function cloudsAnswer(token: string, args: Struct, region = ""): Answer {
  const [cloud = ""] = token.split(":");
  const declared = new Declarations(cloud).function(token);
  if (declared === undefined) throw new Error(`nobody told the answer to ${token}`);
  const answer = lookUp(token, args.toJavaScript(), region);
  return outputsOf({ cloud, type: token, name: "", region }, answer, declared.outputs, false);
}

export function answerStruct(answer: Answer): Struct {
  // SAFETY: answers are JSON data, which is what `fromJavaScript` takes.
  return Struct.fromJavaScript(answer as Record<string, JavaScriptValue>);
}
