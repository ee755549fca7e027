"""Writes how a program reads sounds: the functions for the forms that its Inputs have, and what calls them."""

from engine.catalog.source import literal
from engine.data.schema import Feature
from engine.data.sounds import frame, mel_settings, samples
from engine.plan import InputSpec, Plan
from engine.program.writer import Writer

_SOUND = '''
def sound(name, length):
    """Give each sound as samples from -1 to 1: a longer one is cut, a shorter one followed by silence."""
    values, ends = data[name], data[f"{name} ends"]
    found = np.zeros((len(ends), length), "float32")
    for row, (begin, end) in enumerate(zip(np.append(0, ends[:-1]), ends)):
        piece = values[begin : min(end, begin + length)]
        found[row, : len(piece)] = piece / np.float32(32768)
    return found
'''
_SCALED = '''
def scaled(values):
    """Scale each band; mean and variance are learnt from the training rows alone, from 2,000 of them at most."""
    known = values[training][:: -(-len(training) // 2000)].reshape(-1, values.shape[-1]).astype("float64")
    variance = known.var(axis=0)
    layer = keras.layers.Normalization(mean=known.mean(axis=0), variance=np.where(variance > 0, variance, 1.0))
    return np.asarray(layer(values))
'''
_PICTURES = '''
def pictures(layer, waves):
    """Give what a layer makes of sounds, a few at a time."""
    return np.concatenate([np.asarray(layer(waves[start : start + 64])) for start in range(0, len(waves), 64)])
'''
_MEL = '''
def mel(name, length, **settings):
    """Show each sound as a picture of pitch over time, in bands as we hear them: `(time, band, 1)`."""
    found = pictures(keras.layers.MelSpectrogram(**settings), sound(name, length))
    return scaled(np.swapaxes(found, 1, 2))[..., np.newaxis]
'''
_SPECTROGRAM = '''
def spectrogram(name, length, window):
    """Show each sound as a picture of the power of every frequency over time: `(time, band, 1)`."""
    layer = keras.layers.STFTSpectrogram(
        mode="psd", frame_length=window, frame_step=window // 2, scaling=None, padding="same"
    )
    power = pictures(layer, sound(name, length)[..., np.newaxis])
    return scaled(np.log(np.maximum(power, np.float32(1e-5))))[..., np.newaxis]
'''
_WAVEFORM = '''
def waveform(name, length):
    """Give each sound as its wave: `(sample, 1)`."""
    return scaled(sound(name, length)[..., np.newaxis])
'''
_FORMS = {"mel": (_PICTURES, _MEL), "spectrogram": (_PICTURES, _SPECTROGRAM), "waveform": (_WAVEFORM,)}


def write_sounds(plan: Plan, writer: Writer) -> None:
    """Write the functions that read sounds, where an Input does."""
    read = [spec.reading for spec in plan.inputs.values() if any(each.type == "sound" for each in spec.features)]
    functions = [_SOUND, _SCALED, *(function for reading in read for function in _FORMS[reading.sound_form])]
    for function in dict.fromkeys(functions) if read else ():
        writer.function(function)


def sound_call(feature: Feature, spec: InputSpec) -> str:
    """Return what gives the sounds of a feature in the form in which an Input reads them."""
    reading = spec.reading
    name, length = literal(feature.name), samples(feature, reading)
    match reading.sound_form:
        case "mel":
            settings = mel_settings(feature.rate, reading.sound_bands)
            said = ", ".join(f"{key}={literal(value)}" for key, value in settings.items())
            return f"mel({name}, {length}, {said})"
        case "spectrogram":
            return f"spectrogram({name}, {length}, {frame(feature.rate)})"
        case "waveform":
            return f"waveform({name}, {length})"
