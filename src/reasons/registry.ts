import { BUILD } from './build.ts'
import { CAUSES, type CauseCode } from './causes.ts'
import { CLUSTER } from './cluster.ts'
import { DEPLOYING } from './deploying.ts'
import { DOCTOR } from './doctor.ts'
import { GATE } from './gate.ts'
import { GITHUB } from './github.ts'
import { IMAGE_REGISTRY } from './image-registry.ts'
import { INPUTS } from './inputs.ts'
import { LOCKS } from './locks.ts'
import { MANIFESTS } from './manifests.ts'
import { POLICY } from './policy.ts'
import type { Reason } from './reason.ts'
import { RUN } from './run.ts'
import { SLACK } from './slack.ts'
import { STALE } from './stale.ts'
import { STRATEGY } from './strategy.ts'
import { TOOLS } from './tools.ts'

/** Causes are about objects that were applied, so a rollout that one of them ends has failed. */
const CAUSE_REASONS = Object.fromEntries(
  Object.entries(CAUSES).map(([code, { meaning, advice }]) => [
    code,
    { outcome: 'failed', meaning, advice: sentence(advice) },
  ]),
) as Readonly<Record<CauseCode, Reason>>

/** The subjects that reasons are about, each with the actions that can report them; a reason with `actions` has its own. */
export const SUBJECTS = [
  { title: 'Commit, checks and files', actions: ['deploy'], reasons: GATE },
  { title: 'Policy and request', actions: ['deploy', 'notify-stale', 'reconcile'], reasons: POLICY },
  { title: 'Locks and commands', actions: ['command'], reasons: LOCKS },
  { title: 'Deployments by command', actions: ['command'], reasons: DEPLOYING },
  { title: 'Set-up', actions: ['command'], reasons: DOCTOR },
  { title: 'Templates and manifests', actions: ['deploy'], reasons: MANIFESTS },
  { title: 'Cluster', actions: ['deploy'], reasons: CLUSTER },
  { title: 'Rollout', actions: ['deploy'], reasons: CAUSE_REASONS },
  { title: 'Stages', actions: ['deploy'], reasons: STRATEGY },
  { title: 'Build', actions: ['build'], reasons: BUILD },
  { title: 'Image registry', actions: ['deploy', 'build'], reasons: IMAGE_REGISTRY },
  { title: 'GitHub', actions: ['deploy', 'notify-stale', 'reconcile'], reasons: GITHUB },
  { title: 'Slack', actions: ['deploy', 'notify-stale'], reasons: SLACK },
  { title: 'Stale commits', actions: ['notify-stale'], reasons: STALE },
  { title: 'Inputs, event and runner', actions: ['deploy', 'build', 'notify-stale', 'reconcile'], reasons: INPUTS },
  { title: 'kubectl and gomplate', actions: ['deploy'], reasons: TOOLS },
  { title: 'The run', actions: ['deploy', 'build', 'notify-stale', 'reconcile'], reasons: RUN },
] as const

type TablesOf<Subjects extends readonly { readonly reasons: object }[]> = {
  [Index in keyof Subjects]: Subjects[Index]['reasons']
}

type Tables = TablesOf<typeof SUBJECTS>

type KeysOf<Table> = Table extends Table ? keyof Table : never

/** The codes that are in more than one table. */
type Duplicates<All extends readonly unknown[]> = All extends readonly [infer First, ...infer Others]
  ? (keyof First & KeysOf<Others[number]>) | Duplicates<Others>
  : never

/** Every reason code: stable, kebab-case. While two tables have the same code, no code compiles. */
export type ReasonCode = [Duplicates<Tables>] extends [never] ? KeysOf<Tables[number]> : never

const REASONS: ReadonlyMap<string, Reason> = new Map(SUBJECTS.flatMap(({ reasons }) => Object.entries(reasons)))

/** What the registry says about a code. */
export function lookUpReason(code: ReasonCode): Reason {
  const reason = REASONS.get(code)
  if (reason === undefined) throw new Error(`the registry has no reason '${code}'`)
  return reason
}

/** The advice of a cause stands behind the cluster's own text, so it is written without a capital and a full stop. */
function sentence(clause: string): string {
  const isName = /^[a-z]+[A-Z]/.test(clause)
  return `${isName ? clause : clause.charAt(0).toUpperCase() + clause.slice(1)}.`
}

const PAGE = 'https://github.com/commit-train/commit-train/blob/main/docs/reasons.md'

/** What the page of reasons says about a code. */
export function reasonAddress(code: ReasonCode): string {
  return `${PAGE}#${code}`
}

/** The same as a link in Markdown. */
export function reasonLink(code: ReasonCode): string {
  return `[what \`${code}\` means](${reasonAddress(code)})`
}
