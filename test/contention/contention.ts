import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createRepository } from '../../packages/github-double/src/git/repository.ts'
import { startGitHub } from '../../packages/github-double/src/github.ts'
import { connectGitHub } from '../../src/github/client.ts'
import { LockRefs } from '../../src/github/locks/lock-refs.ts'

/** What a claimant is started with. */
export interface Order {
  readonly login: string
  readonly apiUrl: string
  readonly seed: number
  readonly attempts: number
}

/** What a claimant says: that it has a lock, or is about to give it back, or that it has ended. */
export type Said =
  | {
      readonly what: 'took' | 'releases'
      readonly claim: string
      readonly expires: string | null
      /** The claim that it took away on purpose. */
      readonly stole: string | null
    }
  /** A theft that got no answer. */
  | { readonly what: 'may-have-stolen'; readonly claim: string }
  | ({ readonly what: 'ended' } & Counts)

interface Counts {
  readonly locked: number
  readonly refused: number
  readonly broken: number
}

/** What came of all attempts. */
export interface Contention {
  readonly counts: Counts
  readonly requests: number
  /** Claimants that had a lock by its answer, which was another's, or nobody's, when they looked. */
  readonly wrong: readonly string[]
  /** How often it was looked whether what one believes is true. */
  readonly looks: number
}

const NO_LIMITS = {
  ...{ contentWritesPerMinute: 1e9, contentWritesPerHour: 1e9, restPointsPerMinute: 1e9, queryPointsPerMinute: 1e9 },
}

/** So many processes want one lock, each so often. */
export async function contend(processes: number, attempts: number, seed: number): Promise<Contention> {
  const repository = await createRepository()
  const github = await startGitHub({
    repositories: [{ owner: 'acme', name: 'hello', bare: repository.bare }],
    limits: NO_LIMITS,
  })
  try {
    await repository.commit({ message: 'one', files: { 'README.md': 'x' } })
    const token = (login: string) =>
      github.addToken(`ghp_${login}`, { name: login, kind: 'user', login, rateLimit: 1e9, pointLimit: 1e9 })
    token('judge')
    const judge = judgeOf(github.url)
    const all = await Promise.all(
      Array.from({ length: processes }, (_, index) => {
        const login = `dev-${index}`
        token(login)
        return claimant({ login, apiUrl: github.url, seed: seed + index, attempts }, judge.hear)
      }),
    )
    const sum = (of: keyof Counts) => all.reduce((total, one) => total + one[of], 0)
    const counts = { locked: sum('locked'), refused: sum('refused'), broken: sum('broken') }
    github.assertNoUnknownRequests()
    return { counts, requests: github.requests.length, ...judge.verdict() }
  } finally {
    await github.stop()
    await repository.remove()
  }
}

/** One process, until it has ended. */
async function claimant(order: Order, hear: (said: Said) => Promise<void>): Promise<Counts> {
  const child = fork(new URL('claimant.ts', import.meta.url), [JSON.stringify(order)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
  })
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', text => {
    errors += text
  })
  let counts: Counts | undefined
  child.on('message', (said: Said) => {
    if (said.what === 'ended') counts = said
    void hear(said).then(
      () => child.send('heard'),
      thrown => child.kill() && Promise.reject(thrown),
    )
  })
  await once(child, 'exit')
  if (counts === undefined) throw new Error(`${order.login} broke: ${errors}`)
  return counts
}

/**
 * Looks, whenever a claimant says that it has the lock, whether the ref says so too. It need not where the lock's time is over, or
 * where another has stolen it: who did is known once all have spoken.
 */
function judgeOf(apiUrl: string) {
  const place = { owner: 'acme', repo: 'hello' }
  const none = () => undefined
  const log = {
    debug: none,
    info: none,
    notice: none,
    warning: none,
    error: none,
    group: <T>(_: string, work: () => T) => work(),
  }
  const clock = { now: () => Date.now(), sleep: async () => undefined }
  const refs = new LockRefs(
    connectGitHub({ token: 'ghp_judge', apiUrl, repository: place, log, clock }),
    place,
    'custom',
  )
  const claims = new Map<string, string>()
  const stolen = new Set<string>()
  const thieves = new Set<string>()
  const missed: { readonly claim: string; readonly now: string; readonly text: string }[] = []
  let looks = 0
  async function claimNow(): Promise<string> {
    const [ref] = (await refs.list()).refs
    if (ref === undefined) return 'nobody'
    const known = claims.get(ref.sha)
    if (known !== undefined) return known
    const found = await refs.content(ref)
    const claim = found.kind === 'lock' ? found.lock.claim : found.kind
    claims.set(ref.sha, claim)
    return claim
  }
  return {
    async hear(said: Said): Promise<void> {
      if (said.what === 'ended') return
      if (said.what === 'may-have-stolen') return void thieves.add(said.claim)
      if (said.stole !== null) stolen.add(said.stole)
      looks += 1
      const now = await claimNow()
      if (now === said.claim || (said.expires !== null && Date.parse(said.expires) <= Date.now())) return
      missed.push({ claim: said.claim, now, text: `${said.what} ${said.claim}, and the ref is of ${now}` })
    },
    verdict: () => ({
      looks,
      wrong: missed.filter(({ claim, now }) => !stolen.has(claim) && !thieves.has(now)).map(({ text }) => text),
    }),
  }
}
