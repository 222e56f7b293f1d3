import type { Waiting } from '../../../domain/stale/waiting.ts'

/**
 * The command that asks for a deployment, ready for a shell; undefined when nothing can be deployed. GitHub is asked to merge
 * nothing and to look at no checks: the verdict is ours, when the deployment runs.
 */
export function deployCommand({ key, task, candidate }: Waiting): string | undefined {
  if (candidate === undefined) return undefined
  const fields = [`ref=${candidate.commit.sha}`, `environment=${key.environment}`, `task=${task}`]
  const words = fields.map(field => `-f ${quoted(field)}`).join(' ')
  return `gh api repos/${key.repository}/deployments ${words} -F auto_merge=false -f 'required_contexts[]'`
}

/** A policy may name an environment as it likes; a pasted command must not run what its name says. */
function quoted(word: string): string {
  return /^[\w./:@=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
