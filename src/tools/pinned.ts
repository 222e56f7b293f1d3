/** What a tool's release is built for, as its maker writes it. */
export type ToolPlatform = 'linux-amd64' | 'linux-arm64' | 'darwin-amd64' | 'darwin-arm64'

/** SHA-256 in hex by platform. */
export type Checksums = Readonly<Record<ToolPlatform, string>>

/**
 * The gomplate releases that this action knows, with the SHA-256 of each binary as its maker publishes them
 * (`checksums-v<version>_sha256.txt` beside the binaries).
 */
export const GOMPLATE_CHECKSUMS: Readonly<Record<string, Checksums>> = {
  '4.3.3': {
    'linux-amd64': 'ca281666e86f2f09218c1653e1908f572c0e349e9de64cb4ea93ade9333f0596',
    'linux-arm64': '25bd73720ff470cec0dfaa31ca2c436b30f86142db9af68382ce64e0f3e7b9c5',
    'darwin-amd64': '3bd05501b63c407d7647a14cc1e37bf04f8bb40de90e9d5ac80598e45a658235',
    'darwin-arm64': 'a3f6dd646d73840737e98fec6296e5c9ca95fcdd21fbdd0f4591aceab06f926d',
  },
  '5.0.0': {
    'linux-amd64': '084469b46bd5d7da3acd7a8255fac1fb31d3fe054d717c3d4850f14624fbb177',
    'linux-arm64': 'a5759bf822b9b350e31633481af63d0fedcfc6f8837470abd9bf0223729b8a51',
    'darwin-amd64': 'eb885d994eb63170fe1e3c58e022df40e86eb342f24c910df6d0f58dff39610e',
    'darwin-arm64': '89187f06c3d4cf6af7ae764a9efd37c5749f77bf1238435083215f9924fa9b02',
  },
  '5.1.0': {
    'linux-amd64': 'b48d0eae35540fa0dff0c69372b59a6f8f146e3cf5df77b775670894e14b3315',
    'linux-arm64': '7677c41d171d25f87a0890201f6b261729c4bf1ab793237dbb33a4c1b0585c07',
    'darwin-amd64': '11a1e205a55703797bfdf66ca820ddbe5007db86f96f441d8db7f0d734633b7a',
    'darwin-arm64': '19641d717b9e82ce12f65fbca6408f804f8cdbe8ba5975567f19198cfd6a2aec',
  },
  '5.2.0': {
    'linux-amd64': 'a235564c12f12e755c06e3ab2af414ab1e3f5b1f142eb82ea2d8086145670a81',
    'linux-arm64': 'f445888455c30fa80a3ddce1643baadcdbe1a0207eb6c0de300a38a2c3fb64a2',
    'darwin-amd64': 'a02249bfc8f4b04884206541bece6d17f704cd16a15c942a5dbc99c716aabb9a',
    'darwin-arm64': 'c98586205d84e2c6af7d3efa86ae11071aaafda81f592bc979f822638a9d4ec1',
  },
}

/** The machine's platform in these words; `undefined` for one that has no pinned binaries. */
export function platformOf(os: string, arch: string): ToolPlatform | undefined {
  const words: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }
  const word = words[arch]
  return (os === 'linux' || os === 'darwin') && (word === 'amd64' || word === 'arm64') ? `${os}-${word}` : undefined
}
