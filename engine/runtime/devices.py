"""The devices that TensorFlow sees, and what a process may use of them. Asking starts TensorFlow: only in children."""

import platform
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import psutil
import tensorflow as tf

from engine.words import JsonObject


def devices() -> Sequence[JsonObject]:
    """Return what can train, the best first: name, kind (`GPU` or `CPU`) and memory in bytes."""
    gpus = [_gpu(device) for device in tf.config.list_physical_devices("GPU")]
    return [*gpus, {"name": _cpu_name(), "kind": "CPU", "memory": psutil.virtual_memory().total}]


def hide_gpus() -> None:
    """Keep this process off the graphics processors, whose memory belongs to the runs."""
    tf.config.set_visible_devices([], "GPU")


def prepare_device(threads: int) -> JsonObject:
    """Set this process up to train with so many threads, and return the device that it will train on.

    Only before TensorFlow has run an operation; 0 leaves everything as it is.
    """
    if not threads:
        return devices()[0]
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(max(1, min(2, threads)))
    for gpu in tf.config.list_physical_devices("GPU"):
        tf.config.experimental.set_memory_growth(gpu, enable=True)
    return {**devices()[0], "threads": threads}


def _gpu(device: tf.config.PhysicalDevice) -> JsonObject:
    found = tf.config.experimental.get_device_details(device)
    number = int(device.name.rpartition(":")[2])
    return {"name": found.get("device_name", "GPU"), "kind": "GPU", "memory": _gpu_memory(number)}


def _gpu_memory(number: int) -> int | None:
    # TensorFlow tells the memory of a device only once it has taken it; the driver's own program tells it at once.
    program = shutil.which("nvidia-smi")
    if program is None:
        return None
    question = [program, f"--id={number}", "--query-gpu=memory.total", "--format=csv,noheader,nounits"]
    answer = subprocess.run(question, capture_output=True, text=True, timeout=10, check=False).stdout.strip()
    return int(answer) * 2**20 if answer.isdigit() else None


def _cpu_name() -> str:
    path = Path("/proc/cpuinfo")
    if path.exists():
        for line in path.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
