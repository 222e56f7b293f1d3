import { expect, test } from 'vitest'
import { parseManifests } from '../../../../src/kubernetes/manifests/parse.ts'
import { secretValues } from '../../../../src/kubernetes/manifests/secret-values.ts'
import { manifestsText, shownManifests } from '../../../../src/kubernetes/plan/shown-manifests.ts'
import { Masks } from '../../../../src/secrets/masks.ts'

const text = `
apiVersion: v1
kind: Secret
metadata: { name: token, annotations: { note: hunter2-hunter2 } }
stringData: { token: hunter2-hunter2 }
data: { key: aHVudGVyMy1odW50ZXIz }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: words }
data: { url: 'https://x:hunter2-hunter2@db', big: "a\\u202e b\\e[2J", 'n': 'yes' }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { revisionHistoryLimit: 1234567890123456789 }
`

test('a Secret shows the names of what it holds, and no other object what it holds', () => {
  const set = parseManifests([{ file: 'deploy/web.yaml', text }])
  const masks = new Masks({ emit: () => undefined })
  masks.addAll(secretValues(set))
  const shown = manifestsText(shownManifests(set, data => masks.clean(data)))
  expect(shown).not.toMatch(/hunter|aHVudGVy/)
  expect(shown.split('\n')).toEqual([
    ...['---', '# deploy/web.yaml:2', 'apiVersion: v1', 'kind: Secret', 'metadata:', '  name: token'],
    ...['  annotations:', '    note: (hidden)', 'stringData:', '  token: (hidden)', 'data:', '  key: (hidden)'],
    ...['---', '# deploy/web.yaml:8', 'apiVersion: v1', 'kind: ConfigMap', 'metadata:', '  name: words', 'data:'],
    ...['  url: https://x:***@db', '  big: "a\\u202e b\\e[2J"', '  "n": "yes"'],
    ...['---', '# deploy/web.yaml:13', 'apiVersion: apps/v1', 'kind: Deployment', 'metadata:', '  name: web'],
    ...['spec:', '  revisionHistoryLimit: 1234567890123456789'],
  ])
})
