import { execFileSync } from 'node:child_process'

/** Runs git, and gives what it prints; without the blanks around it, if not `trim: false`. */
export type Git = (args: readonly string[], options?: { readonly input?: string; readonly trim?: boolean }) => string

/** git in a work tree. */
export function gitIn(root: string, env: Readonly<Record<string, string>> = {}): Git {
  return (args, { input, trim = true } = {}) => {
    const text = execFileSync('git', args, {
      ...{ cwd: root, encoding: 'utf8', env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] },
      ...(input === undefined ? {} : { input }),
      maxBuffer: 64 * 1024 * 1024,
    })
    return trim ? text.trim() : text
  }
}
