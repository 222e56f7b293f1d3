import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ADDRESS, type Layout } from '../layout.ts'
import type { ClientName } from './certificates.ts'

/** Writes the kubeconfig of one client, everything inside it, and returns its path. */
export function writeKubeconfig(layout: Layout, user: ClientName): string {
  const encoded = (name: string) => readFileSync(path.join(layout.certificates, name)).toString('base64')
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'platform',
    clusters: [{ name: 'platform', cluster: { server: ADDRESS.api, 'certificate-authority-data': encoded('ca.crt') } }],
    users: [
      {
        name: user,
        user: { 'client-certificate-data': encoded(`${user}.crt`), 'client-key-data': encoded(`${user}.key`) },
      },
    ],
    contexts: [{ name: 'platform', context: { cluster: 'platform', user } }],
  }
  const file = path.join(layout.configuration, `${user}.kubeconfig`)
  writeFileSync(file, JSON.stringify(config, undefined, 2), { mode: 0o600 })
  return file
}
