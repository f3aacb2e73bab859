using MoralePulse.Web;
using MoralePulse.Web.Health;
using MoralePulse.Web.Import;
using MoralePulse.Web.Migrate;
using MoralePulse.Web.Restore;
using MoralePulse.Web.Simulation;

// One program: the service, and the commands that scripts and containers run beside it.
return args switch
{
    ["migrate", .. var rest] => await Command.Run(async (settings, stop) =>
    {
        var migrated = await Migrate.Run(settings, rest.Contains("--roles"), stop);
        foreach (var warning in migrated.Warnings) await Console.Error.WriteLineAsync($"Warning: {warning}");
        Console.WriteLine(migrated.Blocks);
        return 0;
    }),
    ["restored", .. var rest] => await Command.Run((settings, stop) => RestoredCommand.Run(rest, settings, Console.Out, stop)),
    ["import", .. var rest] => await Command.Run((settings, stop) => ImportCommand.Run(rest, settings, stop)),
    ["replay", .. var rest] => await Command.Run((settings, stop) => new ReplayCommand(Console.Out, Console.Error).Run(rest, settings, stop)),
    ["healthy"] => await Command.Run(HealthCommand.Run),
    ["demo", ..] => await Command.Run(DemoCommand.Run),
    _ => await Service.Run(args),
};
