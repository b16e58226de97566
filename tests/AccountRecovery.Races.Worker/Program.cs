using AccountRecovery.Races;
using NodaTime;

// One process of a race. It ends with its input, so that none is left behind when the coordinator is gone.
using var input = new StreamReader(Console.OpenStandardInput());
var output = new Lines(Console.OpenStandardOutput());
Application? application = null;
Step? step = null;
while (await input.ReadLineAsync() is { } line)
{
    switch (Lines.Read<Command>(line))
    {
        case Command.Open open:
            if (application is not null)
            {
                await application.DisposeAsync();
            }

            application = new Application(open.Setup, output.Write);
            output.Write<Report>(new Report.Done());
            break;
        case Command.SetClock clock:
            application!.Clock!.Set(Instant.FromUnixTimeTicks(clock.Ticks));
            output.Write<Report>(new Report.Done());
            break;
        case Command.Prepare prepare:
            step = new Step(application!, prepare, output.Write);
            output.Write<Report>(new Report.Done());
            break;
        case Command.Go:
            Step going = step!;

            // Not awaited: a step that holds its hashes ends only when the next line says so.
            _ = Task.Run(async () => output.Write<Report>(await going.RunAsync()));
            break;
        case Command.Release:
            application!.Hasher.Release();
            break;
        default:
            throw new InvalidOperationException("No such command.");
    }
}
