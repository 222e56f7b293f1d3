import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** What a runner needs for the example's own commands, without a network. */
export interface GoRunner {
  /** Folder of `go` and `gofmt`. */
  readonly bin: string
  readonly env: Readonly<Record<string, string>>
}

/** This machine's Go. What it compiled before stays usable: each run of act has a home of its own, and would begin anew. */
export function goRunner(): GoRunner {
  const [root = '', cache = ''] = execFileSync('go', ['env', 'GOROOT', 'GOCACHE'], { encoding: 'utf8' }).split('\n')
  return {
    bin: join(root, 'bin'),
    env: { GOCACHE: cache, GOTOOLCHAIN: 'local', GOFLAGS: '-trimpath', CGO_ENABLED: '0' },
  }
}
