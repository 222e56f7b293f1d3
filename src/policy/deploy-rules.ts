import type { Finding } from '../errors.ts'
import { canonicalName } from '../text/canonical-name.ts'
import { didYouMean } from '../text/suggestion.ts'
import { DAY } from '../time/duration.ts'
import { isZone } from '../time/local-time.ts'
import { type Cron, parseCron } from './cron.ts'
import type { PROOFS, ROLES } from './deploy-rules-schema.ts'
import { policyDuration } from './duration.ts'

/** A role in a repository. */
export type Role = (typeof ROLES)[number]

/** How it is known who asks. */
export type Proof = (typeof PROOFS)[number]

/** A time in which nothing is deployed. */
export interface FreezeWindow {
  readonly from: Cron
  /** How long it lasts, in milliseconds. */
  readonly lasts: number
  readonly zone: string
  /** Empty when none is given. */
  readonly reason: string
}

/** What an environment asks for beside the commit itself. */
export interface DeployRules {
  /** Another environment that must run the commit before, for so many milliseconds. */
  readonly order: { readonly after: string; readonly goodFor: number } | undefined
  readonly freeze: readonly FreezeWindow[]
  /** Who may ask. Undefined: everybody who can create a deployment. */
  readonly deployers: PermittedPeople | undefined
  /** By which ways it may be asked for. Undefined: by all. */
  readonly proofs: readonly Proof[] | undefined
  /** Who may have refusals ignored. Undefined: no one. */
  readonly force: PermittedPeople | undefined
  /** Whether a rollback leaves a lock, and for how many milliseconds; undefined in it: until it is unlocked. */
  readonly lockAfterRollback: { readonly lasts: number | undefined } | undefined
}

/** People from this role on, and these logins. */
export interface PermittedPeople {
  readonly role: Role | undefined
  readonly logins: readonly string[]
}

/** The rules as the file has them, for the whole file or one environment. */
export interface RawDeployRules {
  readonly order?: { readonly after: string; readonly 'good-for'?: string }
  readonly freeze?: readonly RawFreeze[]
  readonly deployers?: RawPeople
  readonly proof?: readonly Proof[]
  readonly force?: RawPeople
  readonly 'lock-after-rollback'?: string | boolean
}

interface RawPeople {
  readonly role?: Role
  readonly logins?: readonly string[]
}

interface RawFreeze {
  readonly from: string
  readonly for: string
  readonly zone: string
  readonly reason?: string
}

/** Each key said for an environment replaces the file's. Of a file with findings nothing may be used. `environments`: all. */
export function deployRules(
  raw: RawDeployRules,
  file: Omit<RawDeployRules, 'order'>,
  environments: readonly string[],
): DeployRules {
  const goodFor = raw.order?.['good-for']
  const after = environments.find(name => canonicalName(name) === canonicalName(raw.order?.after ?? ''))
  return {
    order: after === undefined ? undefined : { after, goodFor: goodFor === undefined ? 0 : policyDuration(goodFor) },
    freeze: (raw.freeze ?? file.freeze ?? []).flatMap(window => freezeWindow(window) ?? []),
    deployers: peopleOf(raw.deployers ?? file.deployers),
    proofs: raw.proof ?? file.proof,
    force: peopleOf(raw.force ?? file.force),
    lockAfterRollback: lockOf(raw['lock-after-rollback'] ?? file['lock-after-rollback'] ?? 'off'),
  }
}

function peopleOf(raw: RawPeople | undefined): PermittedPeople | undefined {
  return raw === undefined ? undefined : { role: raw.role, logins: raw.logins ?? [] }
}

function lockOf(raw: string | boolean): DeployRules['lockAfterRollback'] {
  if (raw === 'off' || raw === false) return undefined
  return { lasts: raw === 'on' || typeof raw === 'boolean' ? undefined : policyDuration(raw) }
}

function freezeWindow({ from, for: lasts, zone, reason = '' }: RawFreeze): FreezeWindow | undefined {
  const cron = parseCron(from)
  return cron === undefined ? undefined : { from: cron, lasts: policyDuration(lasts), zone, reason }
}

const LONGEST = 31 * DAY

/** What the schema cannot say. `at` gives the place of a path. */
export function deployRuleFindings(
  environments: Readonly<Record<string, RawDeployRules | null>>,
  file: Pick<RawDeployRules, 'freeze'>,
  at: (...path: readonly string[]) => string,
): Finding[] {
  const findings: Finding[] = []
  const say = (text: string, where: string) => findings.push({ reason: 'policy-invalid', text, where })
  const freezes: (readonly [path: readonly string[], freeze: readonly RawFreeze[] | undefined])[] = [
    [['freeze'], file.freeze],
    ...Object.entries(environments).map(([name, rules]) => [['environments', name, 'freeze'], rules?.freeze] as const),
  ]
  for (const [path, windows] of freezes) {
    for (const [index, { from, for: lasts, zone }] of (windows ?? []).entries()) {
      const where = at(...path, `${index}`)
      if (parseCron(from) === undefined)
        say(`freeze cannot begin at '${from}': five fields of cron, such as 0 17 * * fri`, where)
      if (policyDuration(lasts) > LONGEST) say(`freeze cannot last ${lasts}: at most 31d`, where)
      if (!isZone(zone)) {
        say(
          `freeze cannot be in '${zone}': no time zone has that name${didYouMean(zone, Intl.supportedValuesOf('timeZone'))}`,
          where,
        )
      }
    }
  }
  const names = Object.keys(environments)
  for (const [name, rules] of Object.entries(environments)) {
    const after = rules?.order?.after
    if (after === undefined) continue
    const where = at('environments', name, 'order')
    if (!names.some(one => canonicalName(one) === canonicalName(after))) {
      say(`order of '${name}' names '${after}', which is no environment of this file${didYouMean(after, names)}`, where)
    } else if (isCircle(name, environments)) say(`order of '${name}' comes back to itself`, where)
  }
  return findings
}

function isCircle(name: string, environments: Readonly<Record<string, RawDeployRules | null>>): boolean {
  const next = new Map(Object.entries(environments).map(([one, rules]) => [canonicalName(one), rules?.order?.after]))
  let at: string | undefined = next.get(canonicalName(name))
  for (let steps = 0; at !== undefined && steps <= next.size; steps++) {
    if (canonicalName(at) === canonicalName(name)) return true
    at = next.get(canonicalName(at))
  }
  return false
}
