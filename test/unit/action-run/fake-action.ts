import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ActionStep } from '../../platform/action/run-action.ts'

const METADATA = `
name: fake
inputs:
  token: { default: '\${{ github.token }}' }
  two words: { default: 10m }
  stable-for: { default: 10s }
  nothing: {}
runs: { using: node24, main: ../dist/fake.js }
`

/** A step that uses an action made of `script`, in a temporary folder that goes when the test ends. */
export function fakeStep(script: string, more: Partial<ActionStep> = {}): ActionStep {
  const root = mkdtempSync(join(tmpdir(), 'fake-action-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const folder of ['action', 'dist', 'workspace']) mkdirSync(join(root, folder))
  writeFileSync(join(root, 'action', 'action.yml'), METADATA)
  writeFileSync(join(root, 'dist', 'package.json'), '{"type":"module"}')
  writeFileSync(join(root, 'dist', 'fake.js'), script)
  return {
    action: join(root, 'action'),
    inputs: {},
    token: 'ghs_run',
    run: {
      repository: 'acme/hello-service',
      runId: 42,
      sha: '0123456789abcdef0123456789abcdef01234567',
      event: { name: 'deployment', payload: { deployment: { id: 7 } } },
      apiUrl: 'http://127.0.0.1:9/api',
      serverUrl: 'http://127.0.0.1:9',
    },
    places: { folder: join(root, 'runner'), workspace: join(root, 'workspace') },
    ...more,
  }
}
