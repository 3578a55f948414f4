/** Loaded into each child: when the demo is gone, even by SIGKILL, its children end as if they had been asked to. */
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
