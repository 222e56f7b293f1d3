import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { transcriptPage, withoutTimes } from '../../test/doors/page.ts'
import { ClusterClient } from '../../test/platform/cluster/cluster-client.ts'
import { playBoth } from '../../test/platform/doors/play-both.ts'
import { TestNamespaces } from '../../test/platform/namespaces.ts'
import { startPlatform } from '../../test/platform/platform.ts'
import { LiveStage } from '../../test/platform/stage/live-stage.ts'

const platform = await startPlatform({ engine: false })
const namespaces = new TestNamespaces(platform.kubeconfig)
const client = new ClusterClient(platform.kubeconfig)
const live = { ...platform, client, createNamespace: (prefix: string) => namespaces.create(prefix) }
await LiveStage.pushImage(live)
const file = join(import.meta.dirname, '../../docs/transcript.md')
const page = transcriptPage(await playBoth(live))
// A page of which only times would differ stays as it is.
if (withoutTimes(page) !== withoutTimes(readFileSync(file, 'utf8'))) writeFileSync(file, page)
namespaces.close()
client.close()
await platform.stop()
