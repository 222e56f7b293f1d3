import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FileContent } from '../../packages/github-double/src/git/commit-stream.ts'
import type { Repository } from '../../packages/github-double/src/git/repository.ts'
import { exampleFiles } from '../platform/stage/example-files.ts'

/** A commit of the demo, by its letter. */
export interface DemoCommit {
  readonly letter: string
  readonly sha: string
  readonly title: string
}

export type Letter = 'A' | 'B' | 'C' | 'D' | 'E'

const example = join(import.meta.dirname, '../../examples/hello-service')

/**
 * The trunk of the example service: its files as the first commit (`workflows` in place of its own ones), then small changes
 * as a team makes them. `push` is called with each commit, while it is the newest.
 */
export async function writeCommits(
  repository: Repository,
  workflows: Readonly<Record<string, FileContent>>,
  push: () => Promise<void>,
): Promise<Readonly<Record<Letter, DemoCommit>>> {
  const write = async (letter: Letter, title: string, files: Record<string, FileContent>): Promise<DemoCommit> => {
    const sha = await repository.commit({ message: title, files })
    await push()
    return { letter, sha, title }
  }
  return {
    A: await write('A', 'Add hello-service', { ...(await exampleFiles()), ...workflows }),
    B: await write('B', 'Wish a good morning in production', {
      'deploy/values/production.yaml': changed(
        'deploy/values/production.yaml',
        'greeting: Hello',
        'greeting: Good morning',
      ),
    }),
    C: await write('C', 'Answer with a short commit', {
      'service.go': changed('service.go', 's.config.commit,', 's.config.commit[:7],'),
    }),
    D: await write('D', 'Revert "Answer with a short commit"', { 'service.go': original('service.go') }),
    E: await write('E', 'Start the service by its new name', {
      'deploy/templates/deployment.yaml': changed(
        'deploy/templates/deployment.yaml',
        '["/hello-service"]',
        '["/hallo-service"]',
      ),
    }),
  }
}

function original(path: string): string {
  return readFileSync(join(example, path), 'utf8')
}

function changed(path: string, before: string, after: string): string {
  const text = original(path)
  if (!text.includes(before))
    throw new Error(`${path} of the example no longer holds "${before}"; change the demo's commits`)
  return text.replace(before, after)
}
