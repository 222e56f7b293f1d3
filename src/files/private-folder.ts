import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Runs `work` with a folder that only this user can enter, and removes it afterwards with all that is in it. */
export async function withPrivateFolder<T>(temp: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(temp, 'deploy-')) // mkdtemp makes it 0700
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
