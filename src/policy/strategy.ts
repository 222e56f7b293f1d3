import type { Finding } from '../errors.ts'
import { DAY, HOUR, MINUTE, parseDuration } from '../time/duration.ts'
import { DURATION, DURATION_WORDS, policyDuration } from './duration.ts'
import type { Schema } from './json-schema.ts'

/** How new pods take over from old ones. */
export interface StrategyPolicy {
  /** Seconds for which a pod goes on serving after its end has begun; 0: as its template says. */
  readonly drainSeconds: number
  /** Undefined: all pods in one rollout. */
  readonly staging: Staging | undefined
}

/** How many pods run the new version: a number of them, or a share in percent of those that are wanted. */
export type StagingStep = { readonly pods: number } | { readonly percent: number }

/** How a deployment is carried out in stages. */
export interface Staging {
  readonly kind: 'staged' | 'canary'
  /** The stages before all pods; at least one. */
  readonly steps: readonly StagingStep[]
  /** Whether the pods of a stage come beside the old ones; else in their place. */
  readonly surge: boolean
  /** How long all pods must stay ready at each stage. */
  readonly watchMs: number
  readonly decide: 'person' | 'watch'
  readonly expiresMs: number
  /** Names of workloads; undefined: the Deployments that a Service selects. */
  readonly workloads: readonly string[] | undefined
}

/** `strategy:` as the file has it, for the whole file or one environment. */
export type RawStrategy =
  | {
      readonly kind?: 'all' | 'staged' | 'canary'
      readonly steps?: readonly (number | string)[]
      readonly surge?: boolean
      readonly watch?: string
      readonly decide?: 'person' | 'watch'
      readonly expires?: string
      readonly workloads?: readonly string[]
      readonly drain?: string
    }
  | null
  | undefined

/** A deployment is held for so long at most, over all of its stages: what is older is not looked for. */
export const LONGEST_HELD_MS = 30 * DAY
/** One run watches its stages for so long at most: its job has 90 minutes, for the rollouts and a restore too. */
export const LONGEST_WATCHED_MS = HOUR

/** What of `strategy:` is about stages, with what it is where the policy says nothing. */
const STAGING_DEFAULTS = {
  surge: true,
  watch: '60s',
  decide: 'person',
  expires: '24h',
} as const

export const STRATEGY_SCHEMA: Schema = {
  description: 'How new pods take over from old ones.',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    kind: {
      description:
        '`all`: all pods in one rollout. `staged`: one pod first, then all. `canary`: a growing share of the pods, then all. What comes after a stage is decided as `decide` says.',
      type: 'string',
      enum: ['all', 'staged', 'canary'],
      default: 'all',
    },
    steps: {
      description:
        'How many pods run the new version at each stage before all do: numbers of pods (`1`), or shares of those that are wanted (`25%`), growing. Default: `[1]` of `staged`, `[10%, 25%, 50%]` of `canary`.',
      type: 'array',
      items: {
        type: ['integer', 'string'],
        minimum: 1,
        pattern: '^(?:[1-9][0-9]?|100)%$',
        $comment: 'a number of pods, or a share from 1% to 100%',
      },
      minItems: 1,
    },
    surge: {
      description:
        'Whether the pods of a stage come beside the old ones. `false`: in their place, where there is no room for more.',
      type: 'boolean',
      default: STAGING_DEFAULTS.surge,
    },
    watch: {
      description: 'How long all pods must stay ready at each stage, without a restart: 30s, 5m, 1h.',
      type: 'string',
      pattern: '^[1-9][0-9]{0,3}[smh]$',
      $comment: 'a whole number with s, m or h, such as 60s or 5m',
      default: STAGING_DEFAULTS.watch,
    },
    decide: {
      description:
        'Who decides after a stage. `person`: the run ends, the deployment is held until it is promoted or aborted. `watch`: it goes on by itself.',
      type: 'string',
      enum: ['person', 'watch'],
      default: STAGING_DEFAULTS.decide,
    },
    expires: {
      description: 'How long a deployment may be held before it is to be aborted: 30m, 24h, 2d.',
      type: 'string',
      pattern: DURATION,
      $comment: DURATION_WORDS,
      default: STAGING_DEFAULTS.expires,
    },
    workloads: {
      description:
        'Names of the Deployments and StatefulSets that are carried out in stages. Default: the Deployments whose pods a Service of the templates selects.',
      type: 'array',
      items: { type: 'string', pattern: '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$', $comment: 'the name of a workload' },
      minItems: 1,
      uniqueItems: true,
    },
    drain: {
      description:
        'How long a pod that a Service of the templates selects goes on serving after its end has begun, until no request is sent to it any more. Containers with a `preStop` hook of their own keep it. `0s`: not at all.',
      type: 'string',
      pattern: '^(?:[1-9]?[0-9]|[12][0-9]{2}|300)s$',
      $comment: 'whole seconds from 0s to 300s, such as 5s',
      default: '0s',
    },
  },
}

const DEFAULT_STEPS = { staged: [1], canary: ['10%', '25%', '50%'] } as const

/** Each key said for an environment replaces the file's. */
export function strategyPolicy(raw: RawStrategy, file: RawStrategy): StrategyPolicy {
  const { drain = '0s', kind = 'all', ...keys } = { ...file, ...raw }
  const drainSeconds = (parseDuration(drain, ['s']) ?? 0) / 1000
  if (kind === 'all') return { drainSeconds, staging: undefined }
  const { surge, watch, decide, expires } = { ...STAGING_DEFAULTS, ...keys }
  // Steps that were said for another kind are not those of this one.
  const steps = raw?.steps ?? (raw?.kind === undefined || raw.kind === file?.kind ? file?.steps : undefined)
  const staging = {
    ...{ kind, surge, decide, workloads: keys.workloads },
    steps: (steps ?? DEFAULT_STEPS[kind]).map(stepOf),
    watchMs: parseDuration(watch, ['s', 'm', 'h']) ?? 0,
    expiresMs: policyDuration(expires),
  }
  return { drainSeconds, staging }
}

function stepOf(raw: number | string): StagingStep {
  return typeof raw === 'number' ? { pods: raw } : { percent: Number.parseInt(raw, 10) }
}

type Place = (...path: readonly string[]) => string

/** What of a policy is only for stages. */
const STAGING_KEYS = ['steps', 'surge', 'watch', 'decide', 'expires', 'workloads'] as const

/** What a schema cannot say about the strategies of a file. `at`: file and line of a place in it. */
export function strategyFindings(
  environments: Readonly<Record<string, { readonly strategy?: RawStrategy; readonly 'release-store'?: string } | null>>,
  file: { readonly strategy?: RawStrategy; readonly 'release-store'?: string },
  at: Place,
): readonly Finding[] {
  const named = Object.entries(environments)
  const stagingOf = (raw: RawStrategy) => strategyPolicy(raw, file.strategy).staging
  const places = [
    { raw: file.strategy, path: ['strategy'], isStaged: named.some(([, one]) => stagingOf(one?.strategy)) },
    ...named.map(([name, one]) => ({
      ...{ raw: one?.strategy, path: ['environments', name, 'strategy'] },
      isStaged: stagingOf(one?.strategy) !== undefined,
    })),
  ]
  const said = places.flatMap(({ raw, path, isStaged }): readonly Finding[] => {
    const only = isStaged ? undefined : STAGING_KEYS.find(key => raw?.[key] !== undefined)
    const unused = `'${only}' does nothing here: add 'kind: staged' or 'kind: canary', or remove it`
    const wrong = problemOfSteps(raw?.steps ?? [])
    return [
      ...(only === undefined ? [] : [invalid(unused, at(...path, only))]),
      ...(wrong === undefined ? [] : [invalid(wrong, at(...path, 'steps'))]),
    ]
  })
  const tooLong = named.flatMap(([name, one]): readonly Finding[] => {
    const staging = stagingOf(one?.strategy)
    const found = staging === undefined ? undefined : tooLongIn(staging)
    if (found === undefined) return []
    const isOwn = TIME_KEYS.some(key => one?.strategy?.[key] !== undefined)
    const path = isOwn ? ['environments', name, 'strategy'] : ['strategy']
    return [invalid(`environment '${name}': ${found}`, at(...path))]
  })
  const unkept = named.flatMap(([name, one]): readonly Finding[] => {
    const store = one?.['release-store'] ?? file['release-store']
    if (store !== 'none' || stagingOf(one?.strategy) === undefined) return []
    const text = `environment '${name}' is deployed in stages, which needs its releases in the cluster: remove 'release-store: none', or set 'kind: all'`
    return [invalid(text, at('environments', name))]
  })
  return [...said, ...tooLong, ...unkept]
}

/** What of a strategy says how long its stages take. */
const TIME_KEYS = ['kind', 'steps', 'watch', 'decide', 'expires'] as const

/** What of a strategy takes longer than a run, or than a hold is looked for. */
function tooLongIn({ steps, watchMs, decide, expiresMs }: Staging): string | undefined {
  const inOneRun = decide === 'watch' ? steps.length : 1
  const watched = watchMs * inOneRun
  if (watched > LONGEST_WATCHED_MS) {
    const stages = inOneRun === 1 ? 'a stage' : `${inOneRun} stages in one run`
    return `${stages} would be watched for ${minutes(watched)}, at most ${minutes(LONGEST_WATCHED_MS)} fit in a job: make 'watch' shorter`
  }
  // Where it goes on by itself, nothing is held.
  const held = expiresMs * steps.length
  if (decide === 'watch' || held <= LONGEST_HELD_MS) return undefined
  const stages = steps.length === 1 ? 'a stage' : `${steps.length} stages`
  return `${stages} could be held for ${days(held)}, at most ${days(LONGEST_HELD_MS)} are looked back on: make 'expires' shorter`
}

/** Rounded up, so that what is too long reads so. */
function minutes(ms: number): string {
  return `${Math.ceil(ms / MINUTE)} min`
}

function days(ms: number): string {
  return `${Math.ceil(ms / DAY)} days`
}

function problemOfSteps(steps: readonly (number | string)[]): string | undefined {
  if (new Set(steps.map(step => typeof step)).size > 1)
    return "'steps' has numbers of pods and shares: keep to one of them"
  const sizes = steps.map(step => Number.parseInt(String(step), 10))
  const isGrowing = sizes.every((size, index) => index === 0 || size > (sizes[index - 1] ?? 0))
  return isGrowing ? undefined : "'steps' must grow from one to the next"
}

function invalid(text: string, where: string): Finding {
  return { reason: 'policy-invalid', text, where }
}
