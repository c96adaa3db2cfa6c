import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type {
  AnalyzeRequest,
  AnalyzeResponse,
  AnalyzerInfo,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** A pack in a process of its own, as Pulumi's language host starts it. */
export interface StartedPack {
  info(): Promise<AnalyzerInfo>;
  configure(request: ConfigureAnalyzerRequest): Promise<Empty>;
  analyze(request: AnalyzeRequest): Promise<AnalyzeResponse>;
  analyzeStack(request: AnalyzeStackRequest): Promise<AnalyzeResponse>;
  stop(): Promise<void>;
}

/** @throws Error with what the process wrote, when the pack doesn't start */
export async function startPack(folder: string): Promise<StartedPack> {
  const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [folder] });
  const child = spawn(process.execPath, [runner, "127.0.0.1:1", folder], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const port = await firstLine(child);
  const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
  return {
    info: () => answered((done) => client.getAnalyzerInfo(new Empty(), done)),
    configure: (request) => answered((done) => client.configure(request, done)),
    analyze: (request) => answered((done) => client.analyze(request, done)),
    analyzeStack: (request) => answered((done) => client.analyzeStack(request, done)),
    stop: () =>
      new Promise((resolve) => {
        client.close();
        child.once("exit", () => {
          resolve();
        });
        child.kill();
      }),
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let errors = "";
    child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.once("close", () => {
      reject(new Error(`the pack did not start:\n${errors}`));
    });
    if (child.stdout !== null) createInterface(child.stdout).once("line", resolve);
  });
}

function answered<Answer>(call: (done: (error: Error | null, answer: Answer) => void) => unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    call((error, answer) => {
      if (error === null) resolve(answer);
      else reject(error);
    });
  });
}
