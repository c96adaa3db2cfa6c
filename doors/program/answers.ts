import { RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { symbolicStandIn } from "./origins";
import { stringValue } from "./output-values";
import type { Registration } from "./registration";

/** The placeholders of one resource, by output. */
export type Answers = ReadonlyMap<string, string>;

/** A resource's state with its placeholders among the outputs; its id isn't one of them. */
export function withAnswers(state: Struct, answers: Answers): Struct {
  if (answers.size === 0) return state;
  const answered = state.cloneMessage();
  for (const [name, placeholder] of answers) {
    if (name !== "id") answered.getFieldsMap().set(name, stringValue(placeholder));
  }
  return answered;
}

/** What the program is told of a resource: with each output that isn't what it will be at `up`, that it isn't. */
export function responseOf(registration: Registration, isCustom: boolean, answers: Answers): RegisterResourceResponse {
  const response = new RegisterResourceResponse();
  response.setUrn(registration.urn);
  // A component has no state of its own, and a remote one's outputs are unknown: nothing to send.
  if (!isCustom) return response;
  response.setObject(registration.state);
  const id = answers.get("id");
  if (id !== undefined) response.setId(id);
  const computed = [...registration.origins].filter(([, origins]) => origins.includes("symbolic")).map(([key]) => key);
  for (const key of new Set([...answers.keys(), ...computed])) {
    if (key === "id") continue;
    const dependencies = new RegisterResourceResponse.PropertyDependencies();
    dependencies.setUrnsList([symbolicStandIn]);
    response.getPropertydependenciesMap().set(key, dependencies);
  }
  return response;
}
