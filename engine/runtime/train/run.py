"""Trains the run of one directory, from its document to its results."""

import os
from pathlib import Path

import keras

from engine.home import write_json
from engine.runs import events
from engine.runs.folder import PREPARATION, RESULTS
from engine.runtime.bring.start import start
from engine.runtime.build import build, compile_model
from engine.runtime.catalogue import imagenet
from engine.runtime.data.prepare import Prepared, prepare
from engine.runtime.devices import prepare_device
from engine.runtime.evaluate.results import results
from engine.runtime.opened import Opened, Trained, open_run
from engine.runtime.train.loop import Loop, Outcome
from engine.runtime.train.surface import surface
from engine.said import counted, say


def train(folder: Path, *, threads: int) -> None:
    """Train as the run's document says, telling events; raises what goes wrong, leaving whole files only."""
    device = prepare_device(threads)
    opened = open_run(folder)
    keras.utils.set_random_seed(opened.document.training.seed % 2**32)
    prepared = prepare(opened.schema, opened.document)
    write_json(folder / PREPARATION, prepared.preparation.to_json())
    model = build(opened.plan)
    imagenet.give(model, opened.plan)
    for sentence in start(model, opened.document):
        events.append(folder, "finding", severity="advice", code="weights-left", sentence=sentence)
    compile_model(model, opened.plan)
    loop = Loop(folder, model, prepared, opened.plan)
    _tell_start(opened, prepared, model, loop.steps, device)
    plane = surface(opened, prepared.preparation, model)
    outcome = loop.run(plane.tell_sometimes if plane else _nothing)
    model.optimizer.finalize_variable_values(model.trainable_variables)
    loop.best.finish()
    if loop.best.epoch:
        if plane:
            # The last picture is of the weights that are kept.
            plane.tell(loop.best.epoch)
        trained = Trained(opened=opened, preparation=prepared.preparation, model=model)
        write_json(folder / RESULTS, events.finite(results(trained, prepared, "validation")))
    events.append_last(
        folder,
        "finished",
        reason=outcome.reason,
        sentence=_sentence(outcome, loop.best.epoch, opened),
        best_epoch=loop.best.epoch,
        values=dict(outcome.values),
    )


def _tell_start(opened: Opened, prepared: Prepared, model: keras.Model, steps: int, device: events.Event) -> None:
    training = opened.document.training
    parts = {"training": prepared.train, "validation": prepared.validation, "test": prepared.test}
    events.append(
        opened.folder,
        "started",
        pid=os.getpid(),
        device=device,
        samples={name: len(part.rows) for name, part in parts.items()},
        steps=steps,
        epochs=training.epochs,
        batch_size=training.batch_size,
        parameters=model.count_params(),
        metrics=[name for name in model.get_metrics_result() if name != "loss"],
    )


def _sentence(outcome: Outcome, best: int | None, opened: Opened) -> str:
    kept = (
        say("The weights of epoch {best}, the best on validation, are kept.", best=best)
        if best
        else say("No whole epoch was done.")
    )
    match outcome.reason:
        case "done":
            return counted(
                outcome.epochs, "The one epoch is done. {kept}", "All {count} epochs are done. {kept}", kept=kept
            )
        case "early-stopping":
            patience = opened.document.training.patience
            return say(
                "Stopped after epoch {epochs}: no better validation loss for {patience} epochs. {kept}",
                epochs=outcome.epochs,
                patience=patience,
                kept=kept,
            )
        case "stopped":
            return say("Stopped after {whole}, as you asked. {kept}", whole=_whole(outcome.epochs), kept=kept)
        case "time-limit":
            return say(
                "Stopped after {whole}: it trained for as long as a run may here. {kept}",
                whole=_whole(outcome.epochs),
                kept=kept,
            )
        case "diverged":
            return say(
                "Training diverged in epoch {epochs}: the loss is no longer a number. A smaller learning rate, "
                "or numbers scaled to a similar size, usually helps. {kept}",
                epochs=outcome.epochs + 1,
                kept=kept,
            )


def _whole(epochs: int) -> str:
    return say("1 whole epoch") if epochs == 1 else say("{epochs} whole epochs", epochs=epochs)


def _nothing(_: int) -> None:
    """Do nothing after an epoch."""
