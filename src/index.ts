import { beginStep } from './runner/step-begin.ts'

/**
 * The bundle behind every action: one export an entry, each loaded only when it is called. The entries in `dist/`
 * call one of them.
 */
export async function deploy(): Promise<void> {
  const begun = beginStep()
  await (await import('./actions/deploy/main.ts')).deploy(begun)
}

export async function deployPre(): Promise<void> {
  const begun = beginStep()
  await (await import('./actions/deploy/pre.ts')).deployPre(begun)
}

export async function deployPost(): Promise<void> {
  const begun = beginStep()
  await (await import('./actions/deploy/post.ts')).deployPost(begun)
}

export async function build(): Promise<void> {
  const begun = beginStep()
  await (await import('./actions/build/main.ts')).build(begun)
}

export async function buildPost(): Promise<void> {
  const begun = beginStep()
  await (await import('./actions/build/post.ts')).buildPost(begun)
}

/** The root action. */
export async function deploybot(): Promise<void> {
  const begun = beginStep()
  await (await import('./actions/deploybot/main.ts')).deploybot(begun)
}

export async function reconcile(): Promise<void> {
  const begun = beginStep()
  await (await import('./actions/reconcile/main.ts')).reconcileDeployments(begun)
}

export async function notifyStale(): Promise<void> {
  const begun = beginStep()
  await (await import('./actions/notify-stale/main.ts')).notifyStale(begun)
}

/** The command `commit-train`. It is no step of a job: the environment is left as it is. */
export async function commandLine(): Promise<void> {
  await (await import('./terminal/main.ts')).runCommandLine()
}
