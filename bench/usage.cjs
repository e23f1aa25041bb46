// Preloaded into every process that the benchmark measures (`node --require`): what it has used, written to descriptor 3
// when it ends. CommonJS, because an `--import` would start the loader of modules and be a cost of its own.
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require('node:fs').writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 }));
});
