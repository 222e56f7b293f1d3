import { LiveStage } from '../../test/platform/stage/live-stage.ts'
import { randomRestore } from '../../test/platform/stage/random-restore.ts'
import { table } from '../statistics.ts'

/** Random sets that fail and are restored, one for each seed. Resolves with whether each was as it has to be. */
export async function measureRandom(
  live: Parameters<typeof LiveStage.open>[0],
  count: number,
  first: number,
): Promise<boolean> {
  const rows: string[][] = []
  for (let at = 0; at < count; at += 1) {
    const seed = first + at
    const it = await LiveStage.open(live, 'random')
    const { objects, difference, requests, failedRequests, unequal, ending } = await randomRestore(it, seed)
    const isBack = /; [0-9a-f]{7} is live again$/.test(ending)
    rows.push([
      ...[String(seed), String(objects), difference, isBack ? 'yes' : ending, String(unequal.length)],
      ...[String(requests), String(failedRequests.length)],
    ])
    console.error(rows.at(-1)?.join(' | '))
    for (const one of [...unequal, ...failedRequests]) console.error(`  ${one}`)
    // Its pods are not to hold up the next one.
    await it.kubectl('delete', 'deployments', '--all', '--wait=false')
    await it.close()
  }
  console.log(table(['seed', 'objects', 'of them', 'restored', 'not equal', 'requests', 'failed'], rows))
  return rows.every(row => row[3] === 'yes' && row[4] === '0' && row[6] === '0')
}
