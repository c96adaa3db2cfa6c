import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { ResourceCallRequest, ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Engine } from "./engine";
import { Refusal } from "./failure";
import { builtInAnswer } from "./invokes";
import { stringValue, structValue } from "./output-values";
import { runInvokeTransforms, type Callbacks } from "./transforms";
import { packageOf } from "./urn";

/** Answers to lookups by token, as the caller gave them. */
export type Answers = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Marks a request of the output form, which needs no answer, and what it gets when there is none; see `child/lookups.cjs`. */
const outputForm = "stateside:output-form";

/** What the real engine would ask a provider's plugin: lookups and methods. */
export class Lookups {
  private readonly transforms: Callback[] = [];

  constructor(
    private readonly engine: Engine,
    private readonly callbacks: Callbacks,
    private readonly answers: Answers,
  ) {}

  addTransform(callback: Callback): void {
    this.transforms.push(callback);
  }

  /** @throws Refusal for a lookup that nothing here answers: the program's own error then says how to answer it */
  async invoke(request: ResourceInvokeRequest): Promise<InvokeResponse> {
    const token = request.getTok();
    const response = new InvokeResponse();
    if (token === "pulumi:pulumi:getResource") {
      response.setReturn(this.resourceState(request));
      return response;
    }
    const isOutputForm = request.getArgs()?.getFieldsMap().del(outputForm) ?? false;
    const { args, provider, version, downloadUrl } = await runInvokeTransforms(
      this.callbacks,
      this.transforms,
      request,
    );
    const named = { name: packageOf(token), version, downloadUrl };
    const region = this.engine.regionOf(provider || this.engine.defaultProvider(request, named));
    const answer =
      isOutputForm && this.engine.isAskedTooEarly(token, args)
        ? undefined
        : (this.answers.get(token) ?? builtInAnswer(token, args, typeof region === "string" ? region : undefined));
    if (answer === undefined && isOutputForm) {
      const unanswered = new Struct();
      unanswered.getFieldsMap().set(outputForm, stringValue(outputForm));
      response.setReturn(unanswered);
      return response;
    }
    if (answer === undefined) {
      this.engine.gaps.note("invoke", token, {});
      throw new Refusal(
        `\`${token}\` asks the cloud, and a preview without an account can't; give its result with --invokes FILE`,
      );
    }
    // SAFETY: answers are JSON data, which is what `fromJavaScript` takes.
    response.setReturn(Struct.fromJavaScript(answer as Parameters<typeof Struct.fromJavaScript>[0]));
    return response;
  }

  /** @throws Refusal always: methods run in a provider's plugin, and the child asks for none */
  call(request: ResourceCallRequest): never {
    this.methodNotCalled(request.getTok());
    throw new Refusal(`\`${request.getTok()}\` is a method of a provider, which a preview without plugins can't call`);
  }

  /** The program called a plugin's method, and got an unknown. */
  methodNotCalled(token: string): void {
    this.engine.gaps.note("method-call", token, {});
  }

  private resourceState(request: ResourceInvokeRequest): Struct {
    const urn = request.getArgs()?.getFieldsMap().get("urn")?.getStringValue() ?? "";
    const registration = this.engine.registrations.get(urn);
    if (registration === undefined) throw new Refusal(`unknown resource \`${urn}\``);
    const answer = new Struct();
    const fields = answer.getFieldsMap();
    fields.set("urn", stringValue(urn));
    fields.set("id", stringValue(registration.id));
    fields.set("state", structValue(registration.state));
    return answer;
  }
}
