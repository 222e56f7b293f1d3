import type { GitHubDouble } from '../../packages/github-double/src/github.ts'
import { mostWithin } from '../storm/findings.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

type Request = GitHubDouble['requests'][number]

/** What the tokens of one kind may ask for, by GitHub's published limits. */
export interface TokenLimits {
  readonly requestsPerHour: number
  readonly pointsPerHour: number
}

/** The most that a token used within a window. */
export interface TokenUse {
  readonly token: string
  readonly kind: 'workflow' | 'app' | 'person'
  readonly requestsPerHour: number
  readonly queryPointsPerHour: number
  readonly restPointsPerMinute: number
  readonly writesPerMinute: number
  readonly writesPerHour: number
  /** Requests that GitHub refused for a limit. */
  readonly refused: number
}

/** Of every token; the secondary ones are the same for each. */
export const SECONDARY = { restPointsPerMinute: 900, writesPerMinute: 80, writesPerHour: 500 } as const
/** Of a workflow's token in its repository, of an App with few repositories, of a person. */
export const PRIMARY: Readonly<Record<TokenUse['kind'], TokenLimits>> = {
  workflow: { requestsPerHour: 1000, pointsPerHour: 1000 },
  app: { requestsPerHour: 5000, pointsPerHour: 5000 },
  person: { requestsPerHour: 5000, pointsPerHour: 5000 },
}

/** The most that each token used in any hour and any minute. */
export function tokenUses(requests: readonly Request[]): readonly TokenUse[] {
  const known = requests.filter(one => one.token !== undefined)
  return [...Map.groupBy(known, one => one.token ?? '')].map(([token, all]) => {
    const taken = all.filter(({ status }) => status !== 403 && status !== 429)
    const rest = taken.filter(({ path }) => !path.endsWith('/graphql'))
    const writes = rest.filter(({ method }) => method !== 'GET').map(({ receivedAt }) => receivedAt)
    const counted = rest.filter(({ status }) => status !== 304).map(({ receivedAt }) => receivedAt)
    const weighed = (of: readonly Request[], weight: (one: Request) => number) =>
      of.flatMap(one => Array.from({ length: weight(one) }, () => one.receivedAt))
    return {
      ...{ token, kind: kindOf(token) },
      requestsPerHour: mostWithin(counted, HOUR),
      queryPointsPerHour: mostWithin(
        weighed(taken, ({ points = 0 }) => points),
        HOUR,
      ),
      restPointsPerMinute: mostWithin(
        weighed(rest, ({ method }) => (method === 'GET' ? 1 : 5)),
        MINUTE,
      ),
      writesPerMinute: mostWithin(writes, MINUTE),
      writesPerHour: mostWithin(writes, HOUR),
      refused: all.length - taken.length,
    }
  })
}

/** What exceeds a limit, or comes again and again although GitHub refused it. */
export function tokenFindings(requests: readonly Request[]): readonly string[] {
  return tokenUses(requests).flatMap(use => {
    const { token, kind } = use
    const limits = { ...SECONDARY, ...PRIMARY[kind], queryPointsPerHour: PRIMARY[kind].pointsPerHour }
    const over = Object.entries(limits).flatMap(([name, limit]) => {
      const used = use[name as keyof typeof use]
      return typeof used === 'number' && used > limit ? [`${token}: ${used} ${name}, of ${limit}`] : []
    })
    return use.refused === 0 ? over : [...over, `${token}: ${use.refused} requests were refused for a limit`]
  })
}

function kindOf(token: string): TokenUse['kind'] {
  if (token.startsWith('person-')) return 'person'
  return token.startsWith('door-') ? 'app' : 'workflow'
}
