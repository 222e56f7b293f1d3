import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestNamespace } from '../../test/e2e/kubernetes-namespace.ts'
import { program } from '../../test/platform/process/program.ts'

/** Makes a set in a namespace, as others do, and waits until its pods are there. */
export type Maker = (it: TestNamespace, set: readonly object[]) => Promise<void>

interface Labelled {
  readonly metadata: { readonly labels?: object; readonly annotations?: object }
}

const textOf = (set: readonly object[]) => set.map(object => JSON.stringify(object)).join('\n')

/** Installs a set as a chart, with the program. */
async function install({ name, platform }: TestNamespace, set: readonly object[]): Promise<void> {
  const chart = await mkdtemp(join(tmpdir(), 'chart-'))
  try {
    await mkdir(join(chart, 'templates'))
    await writeFile(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: set\nversion: 1.0.0\n')
    await writeFile(join(chart, 'templates', 'set.yaml'), set.map(object => JSON.stringify(object)).join('\n---\n'))
    const where = ['--kubeconfig', platform.kubeconfig, '--namespace', name]
    await program(['helm', 'install', 'set', chart, ...where, '--wait', '--timeout=240s'])
  } finally {
    await rm(chart, { recursive: true })
  }
}

/** What Helm 4 adds to each object of a chart. */
function ofHelm(set: readonly object[], namespace: string): string {
  const annotations = { 'meta.helm.sh/release-name': 'set', 'meta.helm.sh/release-namespace': namespace }
  const labels = { 'app.kubernetes.io/managed-by': 'Helm' }
  const marked = (set as readonly Labelled[]).map(({ metadata, ...rest }) => ({
    ...rest,
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...labels },
      annotations: { ...metadata.annotations, ...annotations },
    },
  }))
  return textOf(marked)
}

/** As most services were made: by kubectl, by Helm 3, and as Helm 4 applies. */
export const MAKERS: Readonly<Record<string, Maker>> = {
  'kubectl apply': async (it, set) => {
    await it.kubectl(['apply', '--filename=-'], textOf(set))
    await available(it)
  },
  helm: install,
  'as by helm 4': async (it, set) => {
    await it.kubectl(['apply', '--server-side', '--field-manager=helm', '--filename=-'], ofHelm(set, it.name))
    await available(it)
  },
}

async function available({ kubectl }: TestNamespace): Promise<void> {
  const kinds = 'deployments,statefulsets,daemonsets'
  const names = (await kubectl(['get', kinds, '--output=name'])).split('\n').filter(name => name !== '')
  for (const name of names) await kubectl(['rollout', 'status', name, '--timeout=180s'])
}
