import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')
export const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

export interface Input {
  readonly default?: string
  readonly required?: boolean
}
export interface Job {
  readonly name?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
  readonly permissions: Readonly<Record<string, string>>
  readonly environment?: unknown
  readonly concurrency?: Readonly<Record<string, unknown>>
  readonly steps?: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[]
}
export interface Workflow {
  readonly 'run-name'?: string
  readonly on: { readonly workflow_call?: { readonly inputs: Readonly<Record<string, Input>> } }
  readonly permissions: unknown
  readonly jobs: { readonly deploy: Job }
}
export interface Action {
  readonly inputs: Readonly<Record<string, Input>>
  readonly outputs: Readonly<Record<string, { readonly description?: string; readonly value: string }>>
  readonly runs: { readonly steps: NonNullable<Job['steps']> }
}

/** The templates of the workflows that deploy. */
export const DEPLOY_TEMPLATES = ['deploy-by-event', 'deploy-by-dispatch']
