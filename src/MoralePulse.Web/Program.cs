using MoralePulse.Web;
using MoralePulse.Web.Import;
using MoralePulse.Web.Migrate;
using MoralePulse.Web.Simulation;

// One program: the service, and the commands that scripts run beside it.
return args switch
{
    ["migrate", .. var rest] => await Command.Run(async (settings, stop) =>
    {
        foreach (var warning in await Migrate.Run(settings, rest.Contains("--roles"), stop)) await Console.Error.WriteLineAsync($"Warning: {warning}");
        return 0;
    }),
    ["import", .. var rest] => await Command.Run((settings, stop) => ImportCommand.Run(rest, settings, stop)),
    ["replay", .. var rest] => await Command.Run((settings, stop) => new ReplayCommand(Console.Out, Console.Error).Run(rest, settings, stop)),
    ["demo", ..] => await Command.Run(DemoCommand.Run),
    _ => await Service.Run(args),
};
