using System.Globalization;
using System.Text.Json;
using AccountRecovery;

// run [rounds] [another library]    measures everything, each kernel in processes of its own, prints tables and writes results/results.json
// picture                           draws results/results.svg from it
// latency                           what a read costs in memory of several sizes: how much cache this hour has
// time [rounds] [another library]   one measurement of this process, as JSON: what "run" starts; so are "crowd" and "first"
string folder = Path.Combine("benchmarks", "AccountRecovery.Argon2.Benchmarks", "results");
string json = Path.Combine(folder, "results.json");
int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 21;
string? anotherLibrary = args.Length > 2 ? args[2] : null;

switch (args.FirstOrDefault())
{
    case "run":
        Directory.CreateDirectory(folder);
        Report report = Runs.All(rounds, anotherLibrary);
        File.WriteAllText(json, JsonSerializer.Serialize(report, ResultJson.Default.Report) + "\n");
        Console.Write(Tables.Of(report));
        return 0;
    case "picture":
        File.WriteAllText(Path.Combine(folder, "results.svg"), Picture.Of(JsonSerializer.Deserialize(File.ReadAllText(json), ResultJson.Default.Report)!));
        return 0;
    case "latency":
        Console.WriteLine(CacheLatency.Table());
        return 0;
    case "time":
        Console.WriteLine(JsonSerializer.Serialize(Measuring.Time(rounds, anotherLibrary), ResultJson.Default.TurnArray));
        return 0;
    case "crowd":
        Console.WriteLine(JsonSerializer.Serialize(Measuring.Crowd(), ResultJson.Default.Crowd));
        return 0;
    case "first":
        Console.WriteLine(JsonSerializer.Serialize(Measuring.First(), ResultJson.Default.FirstHash));
        return 0;
    default:
        Console.Error.WriteLine("run [rounds] [another library] | picture | latency");
        return 1;
}
