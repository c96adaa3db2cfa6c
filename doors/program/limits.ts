/** How large one message may be, as in the real engine: 400 MiB. */
export const messageLimits = {
  "grpc.max_receive_message_length": 400 << 20,
  "grpc.max_send_message_length": 400 << 20,
} as const;
