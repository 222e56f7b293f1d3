/** A version of each object of a set; an object with another version is a changed one. */
export type Versions = (index: number) => string

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)

/** Six tenths ConfigMaps, two tenths Services, two tenths Deployments without pods, in the order of a folder of files. */
export function mixedSet(count: number, versionOf: Versions): readonly object[] {
  return numbers(count).map(index => {
    const version = versionOf(index)
    const tenth = index % 10
    if (tenth < 6) return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `c${index}` }, data: { version } }
    if (tenth < 8) return service(index, version)
    return deployment(index, version, { replicas: 0 })
  })
}

function service(index: number, version: string): object {
  return {
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: `s${index}`, annotations: { version } } },
    spec: { selector: { app: `d${index}` }, ports: [{ port: 80 }] },
  }
}

/** A Deployment whose pods have the version in a variable. */
export function deployment(index: number, version: string, { replicas = 1, pod = {}, image = 'x:1' } = {}): object {
  const labels = { app: `d${index}` }
  const containers = [
    { name: 'app', image, command: ['/busybox', 'sleep', '3600'], env: [{ name: 'VERSION', value: version }] },
  ]
  return {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `d${index}` } },
    spec: {
      ...{ replicas, selector: { matchLabels: labels } },
      template: { metadata: { labels }, spec: { terminationGracePeriodSeconds: 1, containers, ...pod } },
    },
  }
}

/** Deployments whose pods run on simulated nodes only. */
export function simulatedSet(count: number, version: string): readonly object[] {
  const pod = { nodeSelector: { simulated: 'yes' }, tolerations: [{ key: 'simulated', operator: 'Exists' }] }
  return numbers(count).map(index => deployment(index, version, { pod }))
}
