import { type Finding, UserError } from '../errors.ts'
import { canonicalName } from '../text/canonical-name.ts'
import { type DeployRules, deployRuleFindings, deployRules } from './deploy-rules.ts'
import { policyDuration } from './duration.ts'
import { type LockPlace, lockPlace } from './locks.ts'
import { type RawChecks, type RawRules, readPolicyYaml } from './parser.ts'
import type { PathPattern } from './path-patterns.ts'
import { POLICY_FILE } from './policy-file.ts'
import { CHECK_EVENTS } from './policy-schema.ts'
import { type ReleasePolicy, releasePolicy } from './releases.ts'
import { type RolloutPolicy, rolloutPolicy } from './rollout.ts'
import { type ServicePaths, servicesOf } from './services.ts'
import { SERVICE_NAME } from './services-schema.ts'
import { type EnvironmentSlack, environmentSlack, type SlackPolicy, slackFindings, slackPolicy } from './slack.ts'
import { type StalePolicy, stalePolicy } from './stale.ts'
import { type StrategyPolicy, strategyFindings, strategyPolicy } from './strategy.ts'

/** Which of a commit's checks decide. */
export interface CheckPolicy {
  /** All checks of the commit; those that GitHub requires of the default branch; or those that `required` names alone. */
  readonly count: 'all' | 'required' | 'named'
  /** The events whose workflow runs count; checks of other apps always count. */
  readonly events: readonly string[]
  /** Checks that must be there and have passed: the bare name, or `workflow / name` as GitHub shows it. */
  readonly required: readonly string[]
  /** Checks that never count, named in the same way. */
  readonly ignored: readonly string[]
  /** What a commit without a single check that counts gets. */
  readonly noChecks: 'refuse' | 'allow'
}

/** What the policy says about one environment, the file's defaults already merged in. */
export interface EnvironmentPolicy {
  readonly name: string
  readonly checks: CheckPolicy
  /** How long a deployment waits for checks that have not ended, in milliseconds; 0: not at all. */
  readonly waitForChecks: number
  /** Whether GitHub must have an attestation that the image was built from the commit. */
  readonly imageAttestation: 'optional' | 'required'
  readonly rollout: RolloutPolicy
  readonly strategy: StrategyPolicy
  readonly rules: DeployRules
  /** What a deployment does while another one changes the same service and environment. */
  readonly whenHeld: 'wait' | 'refuse'
  readonly releases: ReleasePolicy
  readonly slack: EnvironmentSlack
  /** Undefined when stale commits are not reported. */
  readonly stale: StalePolicy | undefined
}

/** The policy of a repository: what may be deployed where. */
export interface Policy {
  readonly file: string
  readonly services: readonly string[]
  /** Of the services to which commits belong by their paths; every commit belongs to the others. */
  readonly servicePaths: ServicePaths
  /** In the order of the file. */
  readonly environments: readonly EnvironmentPolicy[]
  readonly slack: SlackPolicy
  /** Apps whose deployments are carried out without a mark in their payload. */
  readonly apps: readonly string[]
  /** Apps through which people ask: whom the payload names has asked. */
  readonly doors: readonly string[]
  readonly locks: LockPlace
}

/** The environment that GitHub's record means; its names do not differ by case. */
export function environmentOf(policy: Policy, name: string): EnvironmentPolicy | undefined {
  return policy.environments.find(environment => canonicalName(environment.name) === canonicalName(name))
}

/** The service of that name, as the policy spells it. */
export function serviceOf(policy: Policy, name: string): string | undefined {
  return policy.services.find(service => canonicalName(service) === canonicalName(name))
}

/** What is asked of a policy's text beside the text itself. */
interface PolicyOrigin {
  /** The repository's name without its owner: the service, when the file names none. */
  readonly repository: string
}

/**
 * Reads the policy. Throws a `UserError` (refused, `policy-invalid`) with every finding at once, each with file and
 * line, and a suggestion where a key or a value looks mistyped.
 */
export function parsePolicy(text: string, origin: PolicyOrigin): Policy {
  const file = POLICY_FILE
  const { raw, lineAt } = readPolicyYaml(text, file)
  const at = (...path: readonly (string | number)[]) => `${file}:${lineAt(path) ?? 1}`
  const services = servicesOf(raw.services ?? [origin.repository], path => at(...path))
  if (raw.services === undefined && !new RegExp(SERVICE_NAME, 'u').test(origin.repository)) {
    const text = `the repository's name '${origin.repository}' cannot name a service: set 'services:' to a list of names`
    throw UserError.from([{ reason: 'policy-invalid', text, where: `${file}:1` }])
  }
  const defaults = mergeRules(raw, {
    ...{ count: 'all', events: CHECK_EVENTS, required: [], ignored: [], noChecks: 'refuse' },
  })
  const slack = raw.slack ?? {}
  const stalePatterns = new Map<string, PathPattern>()
  const environments = Object.entries(raw.environments).map(([name, rules]) => ({
    name,
    checks: mergeRules(rules ?? {}, defaults),
    waitForChecks: waitOf(rules?.['wait-for-checks'] ?? raw['wait-for-checks']),
    imageAttestation: rules?.['image-attestation'] ?? raw['image-attestation'] ?? 'optional',
    rollout: rolloutPolicy(rules?.rollout, raw.rollout),
    strategy: strategyPolicy(rules?.strategy, raw.strategy),
    rules: deployRules(rules ?? {}, raw, Object.keys(raw.environments)),
    whenHeld: rules?.['when-held'] ?? raw['when-held'] ?? 'wait',
    releases: releasePolicy(rules ?? {}, raw),
    slack: environmentSlack(rules?.slack, slack),
    stale: stalePolicy(rules?.stale, raw.stale, stalePatterns),
  }))
  const contradictions = environments.flatMap(({ name, checks: { count, required, ignored } }) => {
    const line = lineAt(['environments', name, 'checks']) ?? lineAt(['checks']) ?? 1
    if (count === 'named' && required.length === 0) {
      const text = `'count: named' in environment '${name}' needs the names under 'required'`
      return [{ reason: 'policy-invalid', text, where: `${file}:${line}` } satisfies Finding]
    }
    return required
      .filter(check => ignored.includes(check))
      .map(
        (check): Finding => ({
          reason: 'policy-invalid',
          text: `check '${check}' is both required and ignored in environment '${name}': keep one`,
          where: `${file}:${line}`,
        }),
      )
  })
  const findings = [
    ...contradictions,
    ...deployRuleFindings(raw.environments, raw, at),
    ...strategyFindings(raw.environments, raw, at),
    ...slackFindings(slack, at),
  ]
  if (findings.length > 0) throw UserError.from(findings)
  const { names, paths } = services
  return {
    ...{ file, services: names, servicePaths: paths, environments },
    ...{ slack: slackPolicy(slack), apps: raw.apps ?? [], doors: raw.doors ?? [], locks: lockPlace(raw.locks) },
  }
}

/** Each key said for an environment replaces the file's; the others stay. */
function mergeRules(rules: RawRules, defaults: CheckPolicy): CheckPolicy {
  const checks = checksOf(rules.checks)
  return {
    count: checks.count ?? defaults.count,
    events: checks.events ?? defaults.events,
    required: checks.required ?? defaults.required,
    ignored: checks.ignored ?? defaults.ignored,
    noChecks: rules['no-checks'] ?? defaults.noChecks,
  }
}

function waitOf(text: string | undefined): number {
  return text === undefined ? 0 : policyDuration(text)
}

/** `all`, `required` and a list of names are short for the map. */
function checksOf(raw: RawRules['checks']): RawChecks {
  if (raw === 'all' || raw === 'required') return { count: raw }
  return isNames(raw) ? { count: 'named', required: raw } : (raw ?? {})
}

function isNames(raw: RawRules['checks']): raw is readonly string[] {
  return Array.isArray(raw)
}
