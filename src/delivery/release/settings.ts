import type { Continuation } from '../../domain/claims/continuation.ts'
import type { SlackLogin } from '../../slack/login.ts'

/** What a deployment is run with, validated: the inputs of `actions/deploy`, or what another entry point has for them. */
export interface DeploySettings {
  readonly token: string
  readonly deploymentId: number | undefined
  /** The environment whose secrets the job has, if the workflow says so. */
  readonly environment: string | undefined
  readonly kubeconfig: string
  readonly context: string | undefined
  readonly namespace: string | undefined
  readonly image: string
  readonly registry: { readonly username: string; readonly password: string } | undefined
  readonly templates: string
  readonly values: readonly string[]
  /** Values by name; none is empty. */
  readonly secretEnv: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly stableForMs: number
  /** What is to become of the deployment, which is held; undefined: it is carried out. */
  readonly continues: Continuation | undefined
  /** Whether it ends with the plan, and nothing is changed. */
  readonly dryRun: boolean
  /** The service of a dry run without a deployment, or of a rollback, where the policy has several. */
  readonly service: string | undefined
  /** Undefined: no messages in Slack. */
  readonly slack: SlackLogin | undefined
  readonly gomplate: { readonly version: string; readonly checksum: string | undefined; readonly baseUrl: string }
}
