/**
 * Commands: how long a person waits for the first sign of an answer, on a build of the source. In comments from the start of the
 * root action's process to its reaction and to its reply (of `deploy` the plan), at a terminal to the first line. GitHub is the
 * double, once without a delay and once with 150 ms for each request. Interleaved with `node -e 0`.
 *
 *     script/bench commands [ROUNDS]
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRepository } from '../packages/github-double/src/git/repository.ts'
import { type GitHubDouble, startGitHub } from '../packages/github-double/src/github.ts'
import { builtDist } from '../script/setup/built-dist.ts'
import { DIST_VARIABLE, distFolder } from '../test/platform/action/dist-folder.ts'
import { prepareStep } from '../test/platform/action/environment.ts'
import { inputVariables } from '../test/platform/action/inputs.ts'
import { readMetadata } from '../test/platform/action/metadata.ts'
import { quantile, table } from './statistics.ts'

const rounds = Math.max(3, Number(process.argv[2] ?? 15))
const DELAYS = [0, 150]
const COMMANDS = ['status', 'history', 'deploy staging', 'lock production', 'rollback production wrong']
process.env[DIST_VARIABLE] ||= await builtDist(text => console.error(text))

const folder = mkdtempSync(join(tmpdir(), 'bench-commands-'))
let places = 0
/** An empty folder of its own. */
const place = (): string => {
  places += 1
  const path = join(folder, String(places))
  mkdirSync(path, { recursive: true })
  return path
}

/** A service with commits that wait, live in both environments. */
async function startService(latency: number) {
  const repository = await createRepository(join(place(), 'hello.git'))
  const github = await startGitHub({
    latency,
    repositories: [{ owner: 'acme', name: 'hello', bare: repository.bare }],
    tokens: { ghs_door: { name: 'acme-door', kind: 'app' }, ghp_ada: { name: 'ada', kind: 'user', login: 'ada' } },
  })
  github.setRole('ada', 'write')
  const files = {
    '.github/commit-train.yml': 'services: [hello]\nenvironments: { staging: , production: }\ndoors: [acme-door]\n',
    '.github/workflows/deploy.yml':
      'on: deployment\njobs: { deploy: { uses: commit-train/commit-train/.github/workflows/deploy.yml@v1 } }\n',
  }
  const shas: string[] = []
  for (const title of ['Begin', 'Ledger', 'Pay by card', 'Fix rounding', 'New limit']) {
    const before = shas.at(-1) ?? '0'.repeat(40)
    const sha = await repository.commit({ message: title, files: { ...files, [`src/${title}`]: title } })
    github.recordMerge({ title, author: 'ada', sha, before })
    const workflow = { path: '.github/workflows/ci.yml', name: 'ci' }
    await github.recordWorkflowRun({
      workflow,
      event: 'push',
      headSha: sha,
      jobs: [{ name: 'test', conclusion: 'success' }],
    })
    shas.push(sha)
  }
  for (const sha of shas.slice(0, 2)) {
    for (const environment of ['staging', 'production']) {
      github.recordDeployment({ sha, environment, creator: 'ada', states: ['in_progress', 'success'] })
    }
  }
  return { github, issue: github.openIssue({ title: 'Deploys', by: 'ada' }), sha: shas.at(-1) ?? '' }
}

type Service = Awaited<ReturnType<typeof startService>>

/** Milliseconds to the reaction and to the reply. */
async function inComment({ github, issue, sha }: Service, words: string): Promise<readonly [number, number]> {
  await fetch(`${github.url}/repos/acme/hello/issues/${issue}/comments`, {
    method: 'POST',
    headers: { authorization: 'Bearer ghp_ada' },
    body: JSON.stringify({ body: `/${words}` }),
  })
  const event = { name: 'issue_comment', payload: github.events.at(-1)?.payload }
  const [runner, workspace] = [place(), place()]
  const run = {
    repository: 'acme/hello',
    runId: 7,
    sha,
    actor: 'ada',
    event,
    apiUrl: github.url,
    serverUrl: github.serverUrl,
  }
  const { env } = prepareStep(run, { folder: runner, workspace })
  const metadata = readMetadata('.')
  const inputs = inputVariables(metadata, { token: 'ghs_door' }, {})
  const from = github.requests.length
  const start = performance.now()
  const child = spawn(process.execPath, [metadata.entries.main], { env: { ...env, ...inputs }, stdio: 'ignore' })
  const closed = new Promise(resolve => child.once('close', resolve))
  let isOver = false
  closed.then(() => {
    isOver = true
  })
  const arrival = async (operationId: string): Promise<number> => {
    for (;;) {
      const found = github.requests
        .slice(from)
        .find(one => one.operationId === operationId && one.token === 'acme-door')
      if (found !== undefined) return found.receivedMonotonic - start
      if (isOver) throw new Error(`/${words}: the action ended without ${operationId}`)
      await new Promise(resolve => setTimeout(resolve, 2))
    }
  }
  const reaction = await arrival('reactions/create-for-issue-comment')
  const reply = await arrival('issues/create-comment')
  child.kill('SIGKILL')
  await closed
  return [reaction, reply]
}

/** Milliseconds to the first line. */
async function atTerminal(github: GitHubDouble, words: string): Promise<number> {
  const env = {
    ...{ GH_REPO: 'acme/hello', GH_TOKEN: 'ghp_ada', HOME: folder, PATH: '/usr/bin:/bin' },
    ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_API_URL: github.url },
  }
  return firstByte([join(distFolder(), 'cli.js'), ...words.split(' ')], env)
}

async function firstByte(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const closed = new Promise<void>(resolve => child.once('close', () => resolve()))
  const first = new Promise<void>(resolve => {
    for (const stream of [child.stdout, child.stderr]) stream.once('data', () => resolve())
  })
  await Promise.race([first, closed])
  const elapsed = performance.now() - start
  child.kill('SIGKILL')
  await closed
  return elapsed
}

console.log(`First answer in ms, median and p90 of ${rounds} rounds, node ${process.version}`)
try {
  for (const delay of DELAYS) {
    const times = new Map<string, number[]>()
    const note = (what: string, ms: number): void => void times.set(what, [...(times.get(what) ?? []), ms])
    // The first round only warms the page cache.
    for (let round = 0; round <= rounds; round++) {
      for (const words of COMMANDS) {
        // Nothing that a command has done is there for the next.
        const service = await startService(delay)
        const bare = await firstByte(['-e', '0'], {})
        const [reaction, reply] = await inComment(service, words)
        const line = await atTerminal(service.github, words)
        await service.github.stop()
        if (round === 0) continue
        note('node -e 0', bare)
        note('any: reaction', reaction)
        note(`/${words}: reply`, reply)
        note(`commit-train ${words}: first line`, line)
      }
    }
    const rows = [...times].map(([what, all]) => [what, ...[0.5, 0.9].map(share => quantile(all, share).toFixed(0))])
    console.log(`\n${table([`GitHub takes ${delay} ms`, 'median', 'p90'], rows)}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
