# Prints what libxml-atom-perl reads in feeds: perl atom_xmlatom.pl FILE...
use strict;
use warnings;
use XML::Atom::Feed;
use File::Basename;
use open qw(:std :utf8);

$XML::Atom::ForceUnicode = 1;
for my $path (@ARGV) {
    my $feed = XML::Atom::Feed->new($path) or die "$path: " . XML::Atom::Feed->errstr;
    die "$path: version " . $feed->version if $feed->version ne '1.0';
    for my $part ($feed, $feed->entries) {
        my ($page) = grep { $_->rel eq 'alternate' } $part->link;
        print join("\t", basename($path), $part->id, join(' ', split ' ', $part->title),
            $part->updated, $page->href), "\n";
    }
}
