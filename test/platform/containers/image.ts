import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ADDRESS } from '../layout.ts'
import { program } from '../process/program.ts'

/** An image with a static busybox as `/busybox`, there from the start. */
export const BUSYBOX_IMAGE = `${ADDRESS.registry}/platform/busybox:1`

/**
 * Pushes an image with one file in it, which is its entry point, without an engine. The registry must let anybody write.
 * Returns its digest: `sha256:...`.
 */
export async function pushOneFileImage(file: string, reference: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'image-'))
  try {
    const name = path.basename(file)
    copyFileSync(file, path.join(folder, name))
    chmodSync(path.join(folder, name), 0o755)
    const layer = path.join(folder, 'layer.tar')
    await program(['tar', '-C', folder, '--owner=0', '--group=0', '--mtime=@0', '-cf', layer, name])
    await program(['crane', 'append', '--insecure', '-f', layer, '-t', reference])
    // Appending to nothing leaves the platform blank, and nothing blank is ever run.
    const platform = `linux/${process.arch === 'arm64' ? 'arm64' : 'amd64'}`
    await program([
      'crane',
      'mutate',
      '--insecure',
      '--set-platform',
      platform,
      '--entrypoint',
      `/${name}`,
      '-t',
      reference,
      reference,
    ])
    return (await program(['crane', 'digest', '--insecure', reference])).trim()
  } finally {
    rmSync(folder, { recursive: true })
  }
}
