namespace AccountRecovery.House;

public sealed class FileRulesTests
{
    private const int MostLines = 300;

    private static readonly string[] RoomsForNothing = ["Models", "Helpers", "Helper", "Interfaces", "Utils", "Util", "Manager", "Managers", "Processor", "Common", "Misc"];

    [Fact]
    public void A_file_with_a_public_type_declares_that_one_alone_and_bears_its_name()
    {
        var files = SourceMap.All.Where(declared => declared.IsPublic).GroupBy(declared => declared.File).ToList();

        Assert.True(files.Count > 30, "There are files to look at.");
        Assert.Empty(files.Where(file => file.Select(declared => declared.Type).ToArray() is not [{ } only] || only != NameOf(file.Key)).Select(file => file.Key));
    }

    [Fact]
    public void A_file_bears_the_name_of_a_type_it_declares() =>
        Assert.Empty(SourceMap.All.GroupBy(declared => declared.File).Where(file => file.All(declared => declared.Type != NameOf(file.Key))).Select(file => file.Key));

    [Fact]
    public void Every_written_type_is_found_in_one_file() =>
        Assert.All(Library.Types.Where(type => !type.IsNested), type => Assert.True(File.Exists(Path.Combine(Repository.Root, SourceMap.FileOf(type)))));

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Assert.Empty(Repository.CodeIn(Repository.Source).Where(file => File.ReadLines(file).Count() > MostLines).Select(Repository.Relative));

    [Fact]
    public void No_folder_and_no_file_is_a_room_for_anything() =>
        Assert.DoesNotContain(Repository.CodeIn(Repository.Source).SelectMany(file => Repository.Relative(file).Split('/', '.')), RoomsForNothing.Contains);

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);
}
