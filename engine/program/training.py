"""Writes the part of a program that compiles, trains, tests and saves."""

from engine.catalog.source import source
from engine.plan import Plan
from engine.program.own import own_loss
from engine.program.together import write_together
from engine.program.writer import Writer
from engine.words import JsonObject


def write_compile(plan: Plan, writer: Writer) -> None:
    """Write how the model learns: optimizer, losses, metrics."""
    entries = [plan.catalog.families["losses"][str(spec.loss["kind"])] for spec in plan.outputs.values() if spec.loss]
    for function in dict.fromkeys(entry.function for entry in entries if entry.function):
        writer.function(own_loss(function))
    writer.section("How it learns")
    writer.write("model.compile(")
    if plan.optimizer:
        writer.write(f"    optimizer={_source(plan, 'optimizers', plan.optimizer)},")
    writer.write("    loss={")
    for key, spec in plan.outputs.items():
        if spec.loss:
            writer.write(f'        "{key}": {_source(plan, "losses", spec.loss)},')
    writer.write("    },")
    _write_metrics(plan, writer)
    if len(plan.outputs) > 1:
        weights = ", ".join(f'"{key}": {spec.weight!r}' for key, spec in plan.outputs.items())
        writer.write(f"    loss_weights={{{weights}}},")
    writer.write(")", "model.summary()")


def _write_metrics(plan: Plan, writer: Writer) -> None:
    measured = {key: spec.metrics for key, spec in plan.outputs.items() if spec.metrics}
    if measured:
        writer.write("    metrics={")
        for key, metrics in measured.items():
            writer.write(f'        "{key}": [{", ".join(_source(plan, "metrics", metric) for metric in metrics)}],')
        writer.write("    },")


def write_fit(plan: Plan, writer: Writer) -> None:
    """Write training with the weights of the best epoch kept, the test, and saving: all that an import leaves out."""
    settings = plan.document.training
    given = ["        *samples(training),", f"        batch_size={settings.batch_size},"]
    if write_together(plan, writer):
        given = [f"        Moved(training, {settings.batch_size}, {settings.seed}),"]
    writer.section("Run, not imported: train, and keep the weights of the epoch with the smallest validation loss")
    writer.write(
        'if __name__ == "__main__":',
        "    history = model.fit(",
        given[0],
        "        validation_data=samples(validation),",
        *given[1:],
        f"        epochs={settings.epochs},",
        f"        callbacks=[keras.callbacks.EarlyStopping(patience={settings.patience or settings.epochs}, "
        "restore_best_weights=True)],",
        "    )",
        "",
        "    # Test on rows it has never seen, and save",
        "    print(model.evaluate(*samples(test), return_dict=True))",
        '    model.save("model.keras")',
    )


def _source(plan: Plan, family: str, value: JsonObject) -> str:
    entry = plan.catalog.families[family][str(value["kind"])]
    params = value.get("params")
    return source(entry, params if isinstance(params, dict) else {}, None, plan.catalog)
