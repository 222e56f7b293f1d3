import type { KubeObject } from '../../src/kubernetes/api/objects.ts'
import { mappingAt } from '../../src/kubernetes/api/objects.ts'
import type { ObjectSet } from '../../src/kubernetes/manifests/manifest.ts'
import { IMAGE } from '../unit/delivery/release/deployed-set.ts'

const COMMIT = 'day.example/commit'
/** Where the cluster in memory has the Deployment of `renderedOf`. */
export const LIVE_PATH = '/apis/apps/v1/namespaces/shop/deployments/web'

/** What the templates of a commit render: its pods start, or they want what is not there. */
export function renderedOf(sha: string, isBroken: boolean): ObjectSet {
  const annotations = { [COMMIT]: sha, 'day.example/broken': isBroken ? 'yes' : 'no' }
  const object = {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', annotations } },
    spec: {
      ...{ replicas: 2, selector: { matchLabels: { app: 'web' } } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: IMAGE }] } },
    },
  }
  return { warnings: [], manifests: [{ object, file: 'web.yaml', line: 1 }] }
}

export function commitOf(live: KubeObject): string {
  return String(mappingAt(live.metadata, 'annotations')?.[COMMIT] ?? '')
}
