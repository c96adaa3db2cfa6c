import { status, type handleUnaryCall } from "@grpc/grpc-js";

/** A handler that answers, or fails with what it throws. */
export function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          const failed = { code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) };
          callback(isServiceError(error) ? error : failed);
        },
      );
  };
}

/** Passed on as it is: its code tells the engine what a plugin doesn't implement. */
function isServiceError(error: unknown): error is Error & { code: number } {
  return error instanceof Error && "code" in error && typeof error.code === "number";
}
