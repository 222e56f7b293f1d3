import type { Random } from './random.ts'
import { ENVIRONMENTS, type Person, type RepositoryRow, type Watched } from './rows.ts'

const TEAMS = 5
const REPOSITORIES = 48

/** 50 services in 48 repositories: one of them holds three. */
export function repositoriesBy(random: Random): readonly RepositoryRow[] {
  return Array.from({ length: REPOSITORIES }, (_, at) => {
    const name = `s${String(at).padStart(2, '0')}`
    return {
      name,
      services: at === 7 ? ['api', 'worker', 'web'] : [name],
      watched: watchedBy(random, (at % TEAMS) + 1),
      ignoresDocs: random.chance(0.15),
    }
  })
}

function watchedBy(random: Random, team: number): readonly Watched[] {
  const after = { staging: [2, 4, 4, 8], canary: [4, 8], production: [24, 24, 48] }
  return ENVIRONMENTS.map(environment => ({
    environment,
    after: random.pick(after[environment]),
    minimum: random.chance(0.85) ? 1 : random.between(2, 3),
    channel: channelOf(environment, team),
  }))
}

/** Channels of a team for an environment; of one team for all of its environments; of three teams for production. */
function channelOf(environment: (typeof ENVIRONMENTS)[number], team: number): string {
  if (team === 1) return 'C0TEAM0001'
  if (environment === 'production' && team >= 3) return 'C0PRODUCT1'
  return `C0${environment.slice(0, 4).toUpperCase()}0${team}00`
}

/** Sixteen whom Slack knows, four whom it does not, and one whom even GitHub does not know. */
export const people: readonly Person[] = [
  ...Array.from({ length: 20 }, (_, at) => {
    const login = `${at % 2 === 0 ? 'Dev' : 'dev'}-${String(at).padStart(2, '0')}`
    return { name: `Person ${at}`, login, member: at < 16 ? `U0000000${String(at).padStart(2, '0')}` : undefined }
  }),
  { name: 'Somebody <!channel>', login: undefined, member: undefined },
]
