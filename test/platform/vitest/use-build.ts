import { builtDist } from '../../../script/setup/built-dist.ts'
import { DIST_VARIABLE } from '../action/dist-folder.ts'

/** Has the tests run a build of the source as it is, from the cache when there is one. A build named outside is kept. */
export default async function setup(): Promise<void> {
  process.env[DIST_VARIABLE] ||= await builtDist(text => console.log(text))
}
