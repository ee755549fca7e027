/** Sounds as files: cut into pieces of some seconds, each a WAV of 16 bits and one channel. */

export const RATE = 16_000;

/** Pieces of `seconds`; a last one that is shorter than half of that is left out, unless it is all there is. */
export function pieces(samples: Float32Array, rate: number, seconds: number): Float32Array[] {
  const length = Math.max(1, Math.round(rate * seconds));
  const found: Float32Array[] = [];
  for (let start = 0; start < samples.length; start += length) {
    const piece = samples.subarray(start, start + length);
    if (piece.length * 2 >= length || found.length === 0) found.push(piece);
  }
  return found;
}

/** Samples from −1 to 1 as a WAV file: RIFF, `fmt ` and `data`, as the multimedia specification of 1991 has it. */
export function wav(samples: Float32Array, rate: number): Blob {
  const view = new DataView(new ArrayBuffer(44 + 2 * samples.length));
  const text = (at: number, words: string) => {
    for (let i = 0; i < words.length; i++) view.setUint8(at + i, words.charCodeAt(i));
  };
  text(0, "RIFF");
  view.setUint32(4, 36 + 2 * samples.length, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, 2 * samples.length, true);
  for (const [i, sample] of samples.entries())
    view.setInt16(44 + 2 * i, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true);
  return new Blob([view], { type: "audio/wav" });
}

const BARS = 24;

/** The outline of a sound as the path of an SVG, 72 × 26: a bar for each part, as high as its loudest sample. */
export function outline(samples: Float32Array): string {
  const step = Math.max(1, Math.floor(samples.length / BARS));
  return Array.from({ length: BARS }, (_, bar) => {
    const part = samples.subarray(bar * step, (bar + 1) * step);
    const height = Math.max(
      0.5,
      12 *
        Math.min(
          1,
          part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
        ),
    );
    return `M${3 * bar + 1} ${(13 - height).toFixed(1)}v${(2 * height).toFixed(1)}`;
  }).join("");
}

/** What a browser recorded, as samples of one channel at `RATE`. */
export async function heard(recorded: Blob): Promise<Float32Array> {
  const context = new AudioContext();
  try {
    const sound = await context.decodeAudioData(await recorded.arrayBuffer());
    const plain = new OfflineAudioContext(1, Math.max(1, Math.ceil(sound.duration * RATE)), RATE);
    const source = plain.createBufferSource();
    source.buffer = sound;
    source.connect(plain.destination);
    source.start();
    return (await plain.startRendering()).getChannelData(0);
  } finally {
    await context.close();
  }
}
