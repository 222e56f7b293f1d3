import type { DeploySettings } from '../../delivery/release/settings.ts'
import { CONTINUATIONS, type Continuation } from '../../domain/claims/continuation.ts'
import { isNamespaceName } from '../../domain/namespace-name.ts'
import { UserError } from '../../errors.ts'
import { type AskedRelease, askedRelease } from '../../kubernetes/release/stored-choice.ts'
import {
  bothOrNeither,
  durationOf,
  flagOf,
  type InputTable,
  type InputTexts,
  idOf,
  linesOf,
  type OutputTable,
  optionalText,
} from '../../runner/inputs.ts'
import { slackLogin } from '../../slack/login.ts'
import { withoutTrailing } from '../../text/trailing.ts'

/** The inputs of `actions/deploy`; `action.yml` and its README say the same (a contract test holds them together). */
export const DEPLOY_INPUTS = {
  token: {
    description: 'Token of the run: reads the commit and its checks, writes the statuses of the deployment.',
    required: true,
    default: '${{ github.token }}',
    secret: 'text',
  },
  'deployment-id': {
    description: 'ID of the deployment to run. Only for runs that a `deployment` event did not start.',
  },
  continue: {
    description:
      'What becomes of a deployment that is held (`deployment-id`): `promote` goes on to its next stage, `abort` brings back what is live.',
  },
  'dry-run': {
    description:
      '`true`: shows in the log and the job summary what would change in the cluster, and changes nothing. With no deployment it is the plan of the pull request, else of the commit of the run.',
    default: 'false',
  },
  'stored-release': {
    description:
      'Rolls back without a deployment, from the cluster alone: `previous`, or the number or the commit of a release that the cluster keeps. It is applied again as it was, with the values that its Secrets had.',
  },
  'without-github': {
    description:
      '`true`: `stored-release` goes on where GitHub does not answer; locks, freezes and deployers are then not looked at.',
    default: 'false',
  },
  service: {
    description:
      'The service of a dry run without a deployment, or of `stored-release`, where the policy names several.',
  },
  environment: {
    description:
      'The environment of this job (`environment:`). A deployment for another one is refused; what has no deployment (`stored-release`, a dry run) is of this one.',
  },
  kubeconfig: {
    description: 'The kubeconfig for the cluster: its content (from a secret) or a path to it.',
    required: true,
    secret: 'kubeconfig',
    whenMissing:
      'the environment has no secret KUBECONFIG, or "secrets: inherit" of the workflow handed none on, as to another organization: write "secrets: { KUBECONFIG: ${{ secrets.KUBECONFIG }} }" in its place, or "kubeconfig:" under "with:" of a step of your own',
  },
  context: { description: 'Context of the kubeconfig. Default: its current context.' },
  namespace: {
    description: 'Namespace for objects without one. Default: that of the context, else `default`.',
  },
  image: {
    description:
      'Image repository without tag: `ghcr.io/acme/hello`. The image of the commit is the one tagged with its full SHA.',
    required: true,
  },
  'registry-username': {
    description: 'User name for the registry. Default: the login in the docker config, else anonymous.',
  },
  'registry-password': { description: 'Password or token for the registry.', secret: 'text' },
  templates: {
    description: 'Folder of the gomplate templates. `{service}` and `{environment}` are replaced by their names.',
    default: 'deploy/templates',
  },
  values: {
    description:
      'Files with values, one per line; later ones win. `{service}` and `{environment}` are replaced by their names.',
  },
  'secret-env': {
    description:
      'Names of environment variables of this step that templates may read as `.Env.NAME`, one per line. Their values are masked.',
    secret: 'variables',
  },
  secrets: {
    description:
      'Secrets as a JSON object, for reusable workflows: the names of `secret-env` are looked up here first; nothing else is used. All are masked.',
    secret: 'object',
  },
  timeout: { description: 'Time for the whole deployment, such as `90s`, `10m`, `1h`.', default: '10m' },
  'stable-for': {
    description: 'How long a complete rollout must stay complete, such as `10s`. `0s` turns the stability window off.',
    default: '10s',
  },
  'gomplate-version': { description: 'Version of gomplate.', default: '5.1.0' },
  'gomplate-checksum': {
    description: 'SHA-256 of the gomplate binary. Only for versions whose checksum this action does not have.',
  },
  'gomplate-base-url': {
    description: 'Where gomplate is downloaded from when it is not on the PATH: a mirror of its releases.',
    default: 'https://github.com/hairyhenderson/gomplate/releases/download',
  },
  'slack-token': {
    description:
      'Bot token of a Slack app, for Slack notifications of deployments. The policy names the channels. Default: no notifications.',
    secret: 'text',
  },
  'slack-api-url': {
    description: "Base URL of Slack's Web API.",
    default: 'https://slack.com/api/',
    secret: 'address',
  },
} as const satisfies InputTable

/** The outputs of `actions/deploy`. */
export const DEPLOY_OUTPUTS = {
  outcome:
    'How it ended: `success`, `refused`, `failed`, `superseded`, `cancelled`, `error`, `dry-run`, `held`; `left-alone` when the deployment is not for this run.',
  reason: 'Stable code of the reason, such as `checks-not-passed` or `image-missing`; empty on success.',
  'deployment-id': 'ID of the deployment; empty for a dry run without one.',
  service: 'The service.',
  environment: 'The environment.',
  commit: 'Full SHA of the commit.',
  image: 'The image with its digest: `repository@sha256:…`.',
  'stored-release': 'The number of the stored release that `stored-release` has chosen; else empty.',
} as const satisfies OutputTable

/** Validates the inputs and their combinations before any side effect. `env` is where `secret-env` is looked up. */
export function validateDeployInputs(
  texts: InputTexts<typeof DEPLOY_INPUTS>,
  env: Readonly<Record<string, string | undefined>>,
): DeploySettings {
  const timeoutMs = durationOf('timeout', texts.timeout)
  const stableForMs = durationOf('stable-for', texts['stable-for'])
  if (stableForMs >= timeoutMs) {
    throw new UserError(
      'input-invalid',
      `Inputs "stable-for" (${texts['stable-for']}) and "timeout" (${texts.timeout}): the stability window must be shorter than the timeout`,
    )
  }
  const continues = givenContinuation(texts.continue)
  const dryRun = flagOf('dry-run', texts['dry-run'])
  if (continues !== undefined && dryRun) {
    throw new UserError(
      'input-invalid',
      'Inputs "continue" and "dry-run": what is held was planned before; leave one empty',
    )
  }
  return {
    token: texts.token,
    deploymentId: givenId(texts['deployment-id']),
    environment: optionalText(texts.environment),
    kubeconfig: texts.kubeconfig,
    context: optionalText(texts.context),
    namespace: givenNamespace(texts.namespace),
    image: texts.image,
    registry: registryLogin(texts['registry-username'], texts['registry-password']),
    templates: texts.templates,
    values: linesOf(texts.values),
    secretEnv: secretEnv(
      linesOf(texts['secret-env']),
      new Map([...Object.entries(env), ...Object.entries(secretsOf(texts.secrets))]),
    ),
    timeoutMs,
    stableForMs,
    ...{ continues, dryRun },
    service: optionalText(texts.service),
    slack: slackLogin(texts['slack-token'], texts['slack-api-url']),
    gomplate: {
      version: texts['gomplate-version'].replace(/^v/, ''),
      checksum: optionalText(texts['gomplate-checksum']),
      baseUrl: withoutTrailing(texts['gomplate-base-url'], '/'),
    },
  }
}

/** What the input "stored-release" asks for, if it does. Throws `input-invalid`. */
export function storedRelease(text: string): AskedRelease | undefined {
  const asked = askedRelease(text)
  if (asked !== undefined || text === '') return asked
  const said = `Input "stored-release" is ${JSON.stringify(text)}`
  throw new UserError('input-invalid', `${said}; say "previous", the number of a release, or its commit`)
}

/** What the input "continue" asks for, if it does. Throws `input-invalid`. */
export function givenContinuation(text: string): Continuation | undefined {
  const found = CONTINUATIONS.find(one => one === text)
  if (found !== undefined || text === '') return found
  throw new UserError('input-invalid', `Input "continue" is ${JSON.stringify(text)}; say ${CONTINUATIONS.join(' or ')}`)
}

/** The id that the input "deployment-id" gives, if it does. */
export function givenId(text: string): number | undefined {
  return text === '' ? undefined : idOf('deployment-id', text)
}

function givenNamespace(text: string): string | undefined {
  if (text === '' || isNamespaceName(text)) return optionalText(text)
  throw new UserError(
    'input-invalid',
    `Input "namespace" is ${JSON.stringify(text)}; a namespace has small letters, digits and "-", at most 63 of them`,
  )
}

function registryLogin(username: string, password: string): DeploySettings['registry'] {
  const isGiven = bothOrNeither(['registry-username', username], ['registry-password', password])
  return isGiven ? { username, password } : undefined
}

/** `toJSON(secrets)`: GitHub writes names in upper case. No part of it may be in an error. */
function secretsOf(text: string): Readonly<Record<string, string>> {
  if (text === '') return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    parsed = undefined
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new UserError(
      'input-invalid',
      'Input "secrets" is not a JSON object; give `${{ toJSON(secrets) }}` or nothing',
    )
  }
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => typeof value === 'string'))
}

function secretEnv(
  names: readonly string[],
  env: ReadonlyMap<string, string | undefined>,
): Readonly<Record<string, string>> {
  const values = new Map<string, string>()
  const problems: string[] = []
  for (const name of names) {
    const value = env.get(name)
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) problems.push(`"${name}" is not a name of an environment variable`)
    else if (value === undefined) problems.push(`${name} is not set`)
    // An environment secret that does not exist arrives as an empty text, not as nothing.
    else if (value === '') problems.push(`${name} is empty: is the secret set for this environment?`)
    else values.set(name, value)
  }
  if (problems.length > 0) {
    throw new UserError(
      'input-invalid',
      `Input "secret-env": ${problems.join('; ')}. Hand values over under "env:" of this step`,
    )
  }
  return Object.fromEntries(values)
}
